#include "telegram/sent_message.hpp"

#include <utility>

#include <boost/describe.hpp>
#include <boost/json/parse.hpp>

#include "json_mapper.hpp"

namespace telegram {
namespace {

/// Bot API objects nest a dozen levels at most; hostile ones must not exhaust the stack.
constexpr std::size_t kMaxDepth = 32;

struct Invoice {
  std::string currency;
};
BOOST_DESCRIBE_STRUCT(Invoice, (), (currency))

struct OriginalSender {
  values::UserId id;
};
BOOST_DESCRIBE_STRUCT(OriginalSender, (), (id))

struct MessageOrigin {
  std::optional<OriginalSender> sender_user;  ///< None for hidden users, chats and channels.
};
BOOST_DESCRIBE_STRUCT(MessageOrigin, (), (sender_user))

struct AnyMessage {
  values::MessageId message_id;
  std::optional<std::string> text;
  std::optional<std::string> caption;
  std::optional<Invoice> invoice;
  std::optional<MessageOrigin> forward_origin;
};
BOOST_DESCRIBE_STRUCT(AnyMessage, (), (message_id, text, caption, invoice, forward_origin))

}  // namespace

values::Result<SentMessage> read_sent_message(std::string_view json) {
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code failure;
  const boost::json::value parsed = boost::json::parse(boost::json::string_view(json), failure, {}, options);
  if (failure) return values::Error{"expected JSON"};
  values::Result<AnyMessage> read = read_json<AnyMessage>(parsed);
  if (!read) return std::move(read).error();
  SentMessage sent{.message_id = read->message_id,
                   .text = std::move(read->text),
                   .caption = std::move(read->caption),
                   .is_invoice = read->invoice.has_value()};
  if (read->forward_origin && read->forward_origin->sender_user) {
    sent.original_sender = read->forward_origin->sender_user->id;
  }
  return sent;
}

}  // namespace telegram
