#include "customers.hpp"

#include <map>
#include <set>

#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// A shop of a few lines: whatever it is told, it shows buttons and a link to a subscription; "Buy" brings an invoice,
/// which it approves, "Refund" the customer's last Stars back.
class Shop {
 public:
  explicit Shop(BotAccount& bot)
      : bot_(bot),
        link_(
            bot.create_invoice_link({.payload = "pro", .amount = values::Stars{500}, .subscription_period = kMonth})) {}

  /// Answers all updates; returns them as they came.
  std::string serve() {
    bot_.confirm_updates(offset_);
    std::string batch = bot_.updates().batch(100);
    if (batch.empty()) return batch;
    const json::value updates = json::parse(batch);
    for (const json::value& update : updates.as_array()) {
      offset_ = update.at("update_id").as_int64() + 1;
      answer(update.as_object());
    }
    return batch;
  }

 private:
  void answer(const json::object& update) {
    if (const json::value* message = update.if_contains("message")) greet(message->at("chat").at("id"));
    if (const json::value* query = update.if_contains("callback_query")) {
      query->at("data") == json::value("buy") ? sell(*query) : give_back(*query);
    }
    if (const json::value* query = update.if_contains("pre_checkout_query")) {
      call("answerprecheckoutquery", {{"pre_checkout_query_id", query->at("id")}, {"ok", true}});
    }
  }

  void greet(const json::value& chat) {
    const json::array row{json::object{{"text", "Buy"}, {"callback_data", "buy"}},
                          json::object{{"text", "Refund"}, {"callback_data", "refund"}},
                          json::object{{"text", "Subscribe"}, {"url", link_}}};
    call("sendmessage",
         {{"chat_id", chat}, {"text", "Hi"}, {"reply_markup", json::object{{"inline_keyboard", list_of(row)}}}});
  }

  void sell(const json::value& query) {
    call("sendinvoice", {{"chat_id", query.at("from").at("id")},
                         {"title", "Lite"},
                         {"description", "30 days"},
                         {"payload", query.at("id")},
                         {"currency", "XTR"},
                         {"prices", list_of(json::object{{"label", "Lite"}, {"amount", 100}})}});
  }

  void give_back(const json::value& query) {
    const values::UserId user{query.at("from").at("id").as_int64()};
    for (const Charge& charge : bot_.payments().charges()) {
      if (charge.user != user || charge.refunded) continue;
      call("refundstarpayment", {{"user_id", user.value()}, {"telegram_payment_charge_id", charge.id.value()}});
      return;
    }
  }

  void call(std::string_view method, const json::object& parameters) {
    const MethodResult result = call_method(bot_, method, Parameters{parameters});
    if (!result && result.error().code != 403) ADD_FAILURE() << method << ": " << result.error().description;
  }

  BotAccount& bot_;
  std::string link_;
  std::int64_t offset_ = 0;
};

/// A school of a few lines: a list of courses, their pages, lessons one after the other, and a channel.
class School {
 public:
  explicit School(BotAccount& bot) : bot_(bot) {
    EXPECT_TRUE(
        bot.make_channel({.id = values::ChatId{-1'001'000'000'001}, .title = "Club", .owner = values::UserId{1}},
                         {MemberStatus::administrator, {std::string(kCanInviteUsers)}}));
    Channel* channel = bot.find_channel(values::ChatId{-1'001'000'000'001});
    invite_ = bot.create_chat_link(*channel, {})->url;
  }

  /// Answers all updates; counts what was asked for, by the first word of it.
  void serve() {
    bot_.confirm_updates(offset_);
    const std::string batch = bot_.updates().batch(100);
    if (batch.empty()) return;
    const json::value updates = json::parse(batch);
    for (const json::value& update : updates.as_array()) {
      offset_ = update.at("update_id").as_int64() + 1;
      answer(update.as_object());
    }
  }

  std::map<std::string, int> asked;

 private:
  static json::object button(std::string_view data) { return {{"text", data}, {"callback_data", data}}; }

  void answer(const json::object& update) {
    if (const json::value* message = update.if_contains("message")) {
      const json::value* text = message->as_object().if_contains("text");
      if (text != nullptr && *text == json::value("/courses")) show(message->at("chat").at("id"), "courses");
    }
    if (const json::value* query = update.if_contains("callback_query")) {
      const std::string_view data = query->at("data").as_string();
      show(query->at("from").at("id"), data.substr(0, data.find(':')));
    }
  }

  void show(const json::value& chat, std::string_view what) {
    ++asked[std::string(what)];
    json::array row;
    if (what == "courses") row = {button("course:sql"), button("courses:2")};
    if (what == "course") row = {button("course_buy:sql"), button("lesson:sql:one"), button("courses:1")};
    if (what == "course_buy") row = {json::object{{"text", "Come in"}, {"url", invite_}}, button("read:sql")};
    if (what == "lesson" || what == "read" || what == "quiz") row = {button("prev:sql:one"), button("next:sql:one")};
    if (what == "next") row = {button("quiz:sql:two:0:1"), button("courses:1")};
    if (row.empty()) return;
    const MethodResult sent = call_method(
        bot_, "sendmessage",
        Parameters{
            {{"chat_id", chat}, {"text", "…"}, {"reply_markup", json::object{{"inline_keyboard", list_of(row)}}}}});
    EXPECT_TRUE(sent || sent.error().code == 403);
  }

  BotAccount& bot_;
  std::string invite_;
  std::int64_t offset_ = 0;
};

class CustomersTest : public SimulatedBot {
 protected:
  static std::string life(std::uint64_t seed, int events, BotAccount& bot, values::ManualClock& clock) {
    Customers customers({.count = 20, .seed = seed});
    Shop shop(bot);
    std::string seen;
    for (int i = 0; i < events; ++i) {
      customers.act(bot);
      clock.advance(1s);
      bot.advance();
      seen += shop.serve();
    }
    return seen;
  }

  static std::string life(std::uint64_t seed, int events) {
    values::ManualClock clock{kStart};
    Identifiers identifiers{1};
    BotAccount bot{values::BotId{7}, identifiers, clock, {}};
    return life(seed, events, bot, clock);
  }
};

TEST_F(CustomersTest, SameSeedAndSameAnswersMakeTheSameEvents) {
  const std::string first = life(7, 500);
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(first, life(7, 500));
  EXPECT_NE(first, life(8, 500));
}

TEST_F(CustomersTest, EveryKindOfThingHappens) {
  const std::string seen = life(1, 5000, bot, clock);
  for (const std::string_view kind :
       {"\"callback_query\"", "\"pre_checkout_query\"", "\"successful_payment\"", "\"sticker\"", "\"kicked\"",
        "\"/plans\"", "\"is_recurring\"", "\"refunded_payment\"", "\"state\":\"canceled\"", "\"state\":\"active\""}) {
    EXPECT_NE(seen.find(kind), std::string::npos) << kind;
  }
  const Payments::Counts& counts = bot.payments().counts();
  EXPECT_GT(counts.approved_unpaid, 0U);
  EXPECT_EQ(counts.asked, counts.approved);
  EXPECT_EQ(counts.approved, bot.payments().charges().size() + counts.approved_unpaid);
}

TEST_F(CustomersTest, ReadCoursesToTheirEnd) {
  Customers customers({.count = 20, .seed = 1});
  School school(bot);
  for (int i = 0; i < 3000; ++i) {
    customers.act(bot);
    clock.advance(1s);
    school.serve();
  }
  for (const std::string what : {"courses", "course", "course_buy", "lesson", "read", "next", "quiz", "prev"}) {
    EXPECT_GT(school.asked[what], 0) << what;
  }
  EXPECT_GT(school.asked["next"], school.asked["prev"]);
  EXPECT_FALSE(bot.channels().begin()->second.members().empty());
}

TEST_F(CustomersTest, SpeakSeveralLanguages) {
  life(1, 1000, bot, clock);
  std::set<std::string> languages;
  for (const auto& [id, chat] : bot.chats()) languages.insert(chat.person().language_code);
  EXPECT_TRUE(languages.contains("ru"));
  EXPECT_TRUE(languages.contains("en"));
  EXPECT_EQ(bot.chats().size(), 20U);
}

TEST_F(CustomersTest, NobodyDoesNothing) {
  Customers({.count = 0, .seed = 1}).act(bot);
  EXPECT_TRUE(updates().empty());
}

TEST_F(CustomersTest, PausesAverageOutToTheRate) {
  Customers customers({.count = 1, .seed = 3});
  std::chrono::nanoseconds total{0};
  constexpr int kPauses = 10'000;
  for (int i = 0; i < kPauses; ++i) total += customers.pause_before_next(50);
  EXPECT_NEAR(std::chrono::duration<double>(total).count(), kPauses / 50.0, 10.0);
}

}  // namespace
}  // namespace simulator
