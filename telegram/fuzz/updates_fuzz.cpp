// Any bytes as the answer to getUpdates, and as a call of the webhook: reading them must end, in bounds, with updates
// whose ids can be confirmed.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "answer.hpp"
#include "error_text.hpp"
#include "net/parse_json.hpp"
#include "telegram/updates.hpp"
#include "values/utf8.hpp"

namespace {

void check(const telegram::ReceivedUpdate& received) {
  if (received.id.value() < 0 || received.id.value() == std::numeric_limits<std::int64_t>::max()) std::abort();
  if (received.update && received.update->id != received.id) std::abort();
}

void read_as_webhook_call(std::string_view body) {
  std::optional<boost::json::value> parsed = net::parse_json(body);
  if (!parsed) return;
  if (const auto received = telegram::receive_update(*std::move(parsed))) check(*received);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  net::Response response;
  response.body.assign(reinterpret_cast<const char*>(bytes), size);
  read_as_webhook_call(response.body);
  telegram::ApiResult answer = telegram::read_answer(response, true);
  if (!answer) {
    const std::string shown = telegram::error_text(answer.error().description, "123:secret");
    if (!values::is_valid_utf8(shown) || shown.find("secret") != std::string::npos) std::abort();
    return 0;
  }
  const values::Result<telegram::UpdatesRead> read = telegram::read_updates(*std::move(answer));
  if (!read) return 0;
  for (const telegram::ReceivedUpdate& received : read->updates) check(received);
  return 0;
}
