#include "transcript.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <gtest/gtest.h>

#include "bot/catalogue_call.hpp"
#include "commands.hpp"
#include "sample_courses.hpp"

namespace bot {
namespace {

std::string indented(const std::string& text) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    if (!result.empty()) result += "\n";
    if (!line.empty()) result += "    " + line;
  }
  return result;
}

/// A file's text without the byte order mark and the carriage returns that only programs see.
std::string without_invisible(std::string text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  std::erase(text, '\r');
  return text;
}

}  // namespace

void Transcript::says(const Person& person, const std::string& text) {
  line(person.name + ": " + text);
  write_down(scene_.says(person, text));
}

void Transcript::sends(const Person& person, const telegram::Message& message, const std::string& description) {
  line(person.name + " sends " + description);
  write_down(scene_.receives(message));
}

void Transcript::presses(const Person& person, const std::string& label) {
  const std::vector<telegram::InlineButton>& buttons = buttons_[person.chat()];
  const auto button = std::ranges::find(buttons, label, &telegram::InlineButton::text);
  if (button == buttons.end()) throw std::invalid_argument("no button says " + label);
  line(person.name + " presses [" + label + "]");
  const std::string data = button->callback_data;
  write_down(scene_.presses(person, data));
}

void Transcript::presses_from(const Person& person, const std::string& data) {
  line(person.name + " presses [" + labels_.at({person.chat(), data}) + "]");
  write_down(scene_.presses(person, data));
}

void Transcript::pays(const Person& person, const std::string& charge) {
  asks_and_pays(person, charge, false);
}

void Transcript::subscribes(const Person& person, const std::string& charge) {
  asks_and_pays(person, charge, true);
}

void Transcript::asks_and_pays(const Person& person, const std::string& charge, bool recurring) {
  line(person.name + " presses [Pay " + std::to_string(price_) + " ⭐]");
  const Answers asked = scene_.asks_to_pay(person, {.payload = payload_, .amount = price_, .query = "query-" + charge});
  write_down(asked);
  if (asked.only().parameters.at("ok") != true) return;
  line(person.name + " has paid " + std::to_string(price_) + " ⭐");
  write_down(recurring ? scene_.is_charged_for_renewal(person, payload_, charge, true)
                       : scene_.is_charged(person, {.payload = payload_, .amount = price_, .charge = charge}));
}

void Transcript::is_renewed(const Person& person, const std::string& charge) {
  line("Telegram charges " + person.name + " again");
  write_down(scene_.is_charged_for_renewal(person, payload_, charge));
}

void Transcript::subscription_becomes(const Person& person, const std::string& state) {
  line("Telegram says that " + person.name + "'s subscription is " + state);
  write_down(scene_.subscription_becomes(person, payload_, state));
}

void Transcript::is_charged_back(const Person& person, const std::string& charge, std::int64_t amount) {
  line("Telegram takes " + person.name + "'s payment " + charge + " back");
  write_down(scene_.is_refunded(person, {.payload = payload_, .amount = amount, .charge = charge}));
}

void Transcript::waits(std::chrono::days days) {
  line("(" + std::to_string(days.count()) + " days later)");
  line("");
  for (const Answers& answers : scene_.waits(days)) {
    if (answers.all.empty()) continue;
    line("(on " + values::format_minute_utc(answers.at) + ")");
    write_down(answers);
  }
}

void Transcript::offers(const shop::Course& course) {
  scene_.offers(course);
}

void Transcript::joins(const Person& person) {
  line(person.name + " comes into the channel");
  write_down(scene_.receives(telegram::ChatMemberChanged{.chat = {.id = kChannel, .type = "channel"},
                                                         .by = user_of(person),
                                                         .member = user_of(person),
                                                         .old_status = "left",
                                                         .new_status = "member",
                                                         .is_member = true}));
}

void Transcript::asks_to_join(const Person& person) {
  line(person.name + " asks to be let into the channel");
  write_down(scene_.receives(telegram::ChatJoinRequest{
      .chat = {.id = kChannel, .type = "channel"}, .from = user_of(person), .user_chat_id = person.chat()}));
}

void Transcript::bot_becomes(const std::string& status, bool with_rights) {
  line("In the channel, the bot becomes: " + status + (with_rights ? ", who may invite and ban" : ""));
  write_down(scene_.receives(telegram::MyChatMember{.chat = {.id = kChannel, .type = "channel"},
                                                    .from = user_of(kOwen),
                                                    .new_status = status,
                                                    .can_invite_users = with_rights,
                                                    .can_restrict_members = with_rights}));
}

void Transcript::begins(const shop::Alert& alert) {
  line("Alertmanager: " + alert.texts.summary);
  alertmanager_.firing.push_back(alert);
  write_down(scene_.hears_of({alert}));
}

void Transcript::is_over(const shop::Alert& alert) {
  shop::Alert over = alert;
  over.over_at = scene_.now;
  std::erase_if(alertmanager_.firing, [&](const auto& firing) { return firing.fingerprint == alert.fingerprint; });
  const bool silenced = alertmanager_.is_silenced(alert);
  line(silenced ? "(No more, but it is silenced: " + alert.texts.summary + ")"
                : "Alertmanager: no more: " + alert.texts.summary);
  write_down(silenced ? Answers{} : scene_.hears_of({over}));
}

void Transcript::a_minute_passes() {
  line("(a minute later)");
  for (const Answers& answers : scene_.waits(std::chrono::minutes{1})) write_down(answers);
}

void Transcript::a_moment_passes() {
  for (const Answers& answers : scene_.waits(std::chrono::seconds{1})) {
    if (answers.all.empty()) continue;
    line("(a moment later)");
    write_down(answers);
  }
}

void Transcript::write_down(const Answers& answers) {
  for (const Answer& answer : answers.all) write_down(answer);
  line("");
  for (const Answer& answer : answers.all) {
    if (!answer.subject.empty()) is_done(answer);
  }
}

void Transcript::is_done(const Answer& call) {
  if (telegram_is_slow_ && call.lane == store::Lane::broadcast) {
    unanswered_.push_back(call);
    return;
  }
  if (call.method == kEditCatalogue) return is_carried_out(call);
  if (call.subject.starts_with("alert") || call.subject.starts_with("silence:") || call.subject.starts_with("chart:")) {
    const std::optional<std::string> result = result_of_other(call);
    const std::string reason = call.chat ? no_picture_ : AlertmanagerModel::kAway;
    const Answers answers = scene_.is_answered(call.method, call.subject, result, result ? "" : reason);
    if (!result) line((call.chat ? "There is no picture: " : "Nobody answers: ") + reason);
    if (!answers.all.empty()) write_down(answers);
    return;
  }
  const bool refused = !refusal_.empty() && call.subject.starts_with("channel:") && call.method != "sendMessage";
  const Answers answers = refused ? scene_.is_answered(call.method, call.subject, std::nullopt, refusal_)
                                  : scene_.is_answered(call.method, call.subject, result_of(call));
  if (answers.all.empty()) return;
  line(refused ? "Telegram refuses: " + refusal_ : "Telegram has done so");
  write_down(answers);
}

void Transcript::is_carried_out(const Answer& change) {
  const Answers answers = scene_.carries_out(change);
  line(answers.effects<shop::OwnerActed>().empty() ? "The files stay as they are" : "The files are changed");
  write_down(answers);
}

std::optional<std::string> Transcript::result_of_other(const Answer& call) {
  if (!call.chat) return alertmanager_.does(call, scene_.now);
  if (call.method == "sendPhoto" && !no_picture_.empty()) return std::nullopt;
  return boost::json::serialize(boost::json::object{{"message_id", 1}, {"text", call.text()}});
}

std::string Transcript::result_of(const Answer& call) {
  if (call.method == "createInvoiceLink") return "https://t.me/$" + call.subject;
  if (call.method == "createChatInviteLink") {
    return R"({"invite_link":"https://t.me/+for-)" + call.string("name") + R"("})";
  }
  if (call.document && !call.document->path.empty()) {
    return R"({"message_id":1,"document":{"file_id":"of )" + call.document->name + R"("}})";
  }
  return call.method.starts_with("send") ? R"({"message_id":1})" : "true";
}

void Transcript::telegram_is_slow(bool slow) {
  telegram_is_slow_ = slow;
  for (const Answer& call : std::exchange(unanswered_, {})) is_done(call);
}

void Transcript::write_down(const Answer& answer) {
  if (answer.method == "sendMessage" || answer.method == "editMessageText") {
    line("  bot to " + name_of(answer.chat) + (answer.method == "sendMessage" ? ":" : ", in place of its message:"));
    line(indented(answer.text()));
    const std::vector<telegram::InlineButton> buttons = answer.buttons();
    if (!buttons.empty() || answer.lane != store::Lane::broadcast) buttons_[answer.chat.value()] = buttons;
    for (const telegram::InlineButton& button : buttons) {
      labels_[{answer.chat.value(), button.callback_data}] = button.text;
      line("    [" + button.text + "]" + (button.url.empty() ? "" : " " + button.url));
    }
  } else if (answer.method == "sendInvoice") {
    payload_ = answer.string("payload");
    price_ = answer.parameters.at("prices").at(0).at("amount").as_int64();
    line("  bot to " + name_of(answer.chat) + ", invoice " + payload_ + ":");
    line(indented(answer.string("title") + "\n" + answer.string("description")));
    line("    [Pay " + std::to_string(price_) + " ⭐]");
  } else if (answer.method == "answerPreCheckoutQuery") {
    const bool approved = answer.parameters.at("ok").as_bool();
    line(approved ? "  bot lets the payment go on" : "  bot declines: " + answer.string("error_message"));
  } else if (answer.method == "answerCallbackQuery") {
    const std::string notice = answer.text();
    line(notice.empty() ? "  bot takes note of the button" : "  bot about the button: " + notice);
  } else if (answer.method == "createInvoiceLink") {
    payload_ = answer.string("payload");
    price_ = answer.parameters.at("prices").at(0).at("amount").as_int64();
    line("  bot asks Telegram for a link to pay " + std::to_string(price_) + " ⭐ every 30 days for " + payload_);
  } else if (answer.method == "editUserStarSubscription") {
    line("  bot tells Telegram to renew no more what began with " + answer.subject);
  } else if (answer.method == "refundStarPayment") {
    line("  bot asks Telegram to give back " + answer.subject);
  } else if (answer.document && answer.document->path.empty()) {
    line("  bot to " + name_of(answer.chat) + ", file " + answer.document->name + ":");
    const bool is_text = !answer.document->name.ends_with(".pdf");
    if (is_text) line(indented(without_invisible(answer.document->content)));
    line(indented(answer.string("caption")));
  } else if (answer.method == "sendPhoto" || answer.method == "sendVideo" || answer.method == "sendDocument") {
    const std::string kind = answer.method.substr(4);
    const std::string file = answer.document ? answer.document->path : answer.string(to_lower_ascii(kind));
    line("  bot to " + name_of(answer.chat) + ", " + to_lower_ascii(kind) + " " + file + ":");
    line(indented(answer.string("caption")));
    if (!answer.buttons().empty()) buttons_[answer.chat.value()] = answer.buttons();
    for (const telegram::InlineButton& button : answer.buttons()) line("    [" + button.text + "]");
  } else if (answer.method == kEditCatalogue) {
    line("  bot changes the files: " + answer.subject.substr(answer.subject.find(' ') + 1));
  } else if (!write_down_channel_call(answer) && !write_down_monitoring(answer)) {
    line("  bot calls " + answer.method);
  }
}

/// False for what has nothing to do with it.
bool Transcript::write_down_monitoring(const Answer& answer) {
  if (answer.method == "sendChatAction") {
    line("  bot to " + name_of(answer.chat) + ": (" + answer.string("action") + " …)");
  } else if (answer.method == kSilenceAlert) {
    const SilenceRequest request = parse_silence_request(answer.body).value();
    line("  bot asks Alertmanager for silence until " + values::format_minute_utc(request.until));
  } else if (answer.method == kExpireSilence) {
    line("  bot asks Alertmanager to end the silence " + answer.body);
  } else if (answer.method == kReadAlerts) {
    line("  bot asks Alertmanager what fires");
  } else {
    return false;
  }
  return true;
}

/// False for what isn't one.
bool Transcript::write_down_channel_call(const Answer& answer) {
  const boost::json::value* const user = answer.parameters.if_contains("user_id");
  const std::string whom = user != nullptr ? name_of(values::ChatId{user->as_int64()}) : "";
  if (answer.method == "createChatInviteLink") {
    const bool for_one = answer.parameters.contains("member_limit");
    line(std::string("  bot asks Telegram for a link into the channel, ") +
         (for_one ? "for one person" : "at which one asks to be let in") + ", and names it " + answer.string("name"));
  } else if (answer.method == "revokeChatInviteLink") {
    line("  bot makes the link " + answer.string("invite_link") + " useless");
  } else if (answer.method == "approveChatJoinRequest") {
    line("  bot lets " + whom + " into the channel");
  } else if (answer.method == "declineChatJoinRequest") {
    line("  bot does not let " + whom + " into the channel");
  } else if (answer.method == "banChatMember") {
    line("  bot removes " + whom + " from the channel");
  } else if (answer.method == "unbanChatMember") {
    line("  bot allows " + whom + " to come again");
  } else {
    return false;
  }
  return true;
}

std::string Transcript::name_of(const std::optional<values::ChatId>& chat) {
  for (const Person& person : {kAnna, kIvan, kOlga, kOwen}) {
    if (chat == person.chat()) return person.name;
  }
  return "somebody else";
}

void expect_approved(const Transcript& transcript, const std::string& name) {
  const std::filesystem::path file = std::filesystem::path(TRANSCRIPTS_FOLDER) / (name + ".txt");
  // NOLINTNEXTLINE(concurrency-mt-unsafe): tests have one thread.
  if (std::getenv("APPROVE_TRANSCRIPTS") != nullptr) {
    std::ofstream(file) << transcript.text();
    return;
  }
  std::ostringstream approved;
  approved << std::ifstream(file).rdbuf();
  EXPECT_EQ(approved.str(), transcript.text())
      << "The conversation is no longer the one approved in bot/tests/transcripts/" << file.filename().string()
      << ". If it is better now, run bot_tests with APPROVE_TRANSCRIPTS=1 and review the change of the file.";
}

}  // namespace bot
