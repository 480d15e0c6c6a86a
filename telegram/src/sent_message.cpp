#include "telegram/sent_message.hpp"

#include <utility>

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "message_content.hpp"
#include "net/parse_json.hpp"

namespace telegram {
namespace {

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
  std::optional<std::string> file_id;
};
BOOST_DESCRIBE_STRUCT(AnyMessage, (), (message_id, text, caption, invoice, forward_origin))

std::optional<std::string> file_in(const boost::json::object& message) {
  if (std::optional<std::string> photo = photo_in(message)) return photo;
  if (std::optional<std::string> video = video_in(message)) return video;
  std::optional<AttachedDocument> document = document_in(message);
  return document ? std::optional(std::move(document->file_id)) : std::nullopt;
}

void read_rest(const boost::json::object& json, AnyMessage& message) {
  message.file_id = file_in(json);
}

}  // namespace

values::Result<SentMessage> read_sent_message(std::string_view json) {
  const std::optional<boost::json::value> parsed = net::parse_json(json);
  if (!parsed) return values::Error{"expected JSON"};
  values::Result<AnyMessage> read = read_json<AnyMessage>(*parsed);
  if (!read) return std::move(read).error();
  SentMessage sent{.message_id = read->message_id,
                   .text = std::move(read->text),
                   .caption = std::move(read->caption),
                   .is_invoice = read->invoice.has_value(),
                   .file_id = std::move(read->file_id)};
  if (read->forward_origin && read->forward_origin->sender_user) {
    sent.original_sender = read->forward_origin->sender_user->id;
  }
  return sent;
}

}  // namespace telegram
