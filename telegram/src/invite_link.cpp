#include "telegram/invite_link.hpp"

#include <utility>

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "net/parse_json.hpp"

namespace telegram {
namespace {

struct ChatInviteLink {
  std::string invite_link;
};
BOOST_DESCRIBE_STRUCT(ChatInviteLink, (), (invite_link))

}  // namespace

values::Result<InviteLink> read_invite_link(std::string_view json) {
  const std::optional<boost::json::value> parsed = net::parse_json(json);
  if (!parsed) return values::Error{"expected JSON"};
  values::Result<ChatInviteLink> read = read_json<ChatInviteLink>(*parsed);
  if (!read) return std::move(read).error();
  return InviteLink{.url = std::move(read->invite_link)};
}

}  // namespace telegram
