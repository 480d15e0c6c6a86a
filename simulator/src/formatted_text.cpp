#include "formatted_text.hpp"

#include <utility>

#include <boost/json.hpp>

#include "message.hpp"
#include "message_entities.hpp"
#include "values/utf8.hpp"

namespace simulator {

namespace json = boost::json;

ApiResult<json::object> formatted(std::string_view given, const std::optional<json::value>& entities,
                                  const TextPlace& place) {
  const std::string_view text = trimmed(given);
  if (values::count_code_points(text) > place.limit) return bad_request(place.too_long);
  json::array all = bot_commands_in(text);
  if (entities) {
    ApiResult<json::array> checked = parse_entities(*entities, given, text);
    if (!checked) return checked.error();
    all = merge_entities(*std::move(checked), all);
  }
  json::object content;
  if (text.empty()) return content;
  content[place.text] = text;
  if (!all.empty()) content[place.entities] = std::move(all);
  return content;
}

}  // namespace simulator
