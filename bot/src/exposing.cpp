// The bot's metrics, as Prometheus gets them, for an owner to read.

#include <algorithm>

#include "conversations.hpp"
#include "owner_texts.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

std::string_view without_last_newline(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

/// Lines that are not comments.
std::size_t series_in(std::string_view exposition) {
  std::size_t series = 0;
  while (!exposition.empty()) {
    const std::size_t end = std::min(exposition.find('\n'), exposition.size() - 1);
    if (exposition.front() != '#' && exposition.front() != '\n') ++series;
    exposition.remove_prefix(end + 1);
  }
  return series;
}

Outgoing block_of_code(const Customer& owner, std::string text) {
  return {.call = telegram::to_call(
              telegram::SendMessage{.chat_id = owner.chat(), .text = std::move(text), .preformatted = true}),
          .chat = owner.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

}  // namespace

Decision show_metrics(const Customer& owner, const Context& context) {
  const std::string* exposition = context.situation.exposition;
  const OwnerTexts& texts = owner_texts_in(owner.language);
  if (exposition == nullptr || exposition->empty()) return reply(owner, texts.no_metrics());
  Decision decision;
  std::string text = values::to_valid_utf8(without_last_newline(*exposition));
  if (values::count_utf16_units(text) <= telegram::kMaxMessageText) {
    decision.outgoing.push_back(block_of_code(owner, std::move(text)));
    return decision;
  }
  decision.outgoing.push_back(
      document_to(owner, {.name = "metrics.txt", .content = *exposition},
                  texts.metrics_attached(static_cast<std::int64_t>(series_in(*exposition)), exposition->size())));
  return decision;
}

bool asks_for_exposition(const telegram::Update& update, std::span<const values::UserId> owners) {
  const auto* message = std::get_if<telegram::Message>(&update.content);
  if (message == nullptr || !message->from || !message->text || !message->text->starts_with('/')) return false;
  if (std::ranges::find(owners, message->from->id) == owners.end()) return false;
  const std::optional<CommandLine> line = parse_command(*message->text);
  return line && command_named(line->name) == CommandId::metrics;
}

}  // namespace bot
