#include "telegram/chat_member.hpp"

#include "chat_member_description.hpp"
#include "net/parse_json.hpp"

namespace telegram {

values::Result<ChatMember> read_chat_member(std::string_view json) {
  const std::optional<boost::json::value> parsed = net::parse_json(json);
  if (!parsed) return values::Error{"expected JSON"};
  return read_json<ChatMember>(*parsed);
}

}  // namespace telegram
