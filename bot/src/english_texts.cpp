#include "english_texts.hpp"

#include <array>
#include <stdexcept>

#include "calendar.hpp"
#include "notation.hpp"

namespace bot {
namespace {

constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

const std::string& title(const shop::PlanOffer& offer) {
  return offer.title.english;
}

class EnglishTexts final : public Texts {
 public:
  std::string welcome() const override {
    return "Hello! I'm CourseBot. With me, authors sell their courses right here in Telegram.\n\n"
           "Choose a plan, and your own bots become storefronts for your courses.\n\n"
           "/plans — plans and prices\n"
           "/my — your plan\n"
           "/help — everything I can do";
  }

  std::string help(std::span<const CommandId> commands) const override {
    std::string text = "Here is what I can do:\n";
    for (const CommandId command : commands) {
      text += "\n/" + std::string(to_string(command)) + " — " + describe(command);
    }
    return text;
  }

  std::string not_understood() const override { return "Sorry, I didn't get that. See what I can do: /help"; }

  std::string describe(CommandId command) const override {
    switch (command) {
      case CommandId::start:
        return "say hello";
      case CommandId::help:
        return "what I can do";
      case CommandId::plans:
        return "plans and prices";
      case CommandId::buy:
        return "buy a plan";
      case CommandId::my:
        return "your plan and how long it lasts";
      case CommandId::paysupport:
        return "help with a payment";
      case CommandId::terms:
        return "terms of sale";
      case CommandId::privacy:
        return "what I keep about you";
      case CommandId::stats:
        return "figures for the owner";
      case CommandId::answer:
        return "answer a customer";
    }
    throw std::logic_error("a command without an English description");
  }

  std::string plans(std::span<const shop::PlanOffer> offers) const override {
    return "Our plans:\n\n" + described(offers) +
           "Press a button, and I'll send you an invoice. You pay in Telegram Stars.";
  }

  std::string which_plan(std::span<const shop::PlanOffer> offers) const override {
    return "Which plan would you like?\n\n" + described(offers) +
           "Press a button, or name the plan yourself: " + buy_commands(offers);
  }

  std::string no_such_plan(std::span<const shop::PlanOffer> offers) const override {
    return "There is no such plan. You can choose from these: " + buy_commands(offers);
  }

  std::string buy_button(const shop::PlanOffer& offer) const override {
    return "Buy " + title(offer) + " — " + stars(offer.price);
  }

  std::string will_replace(const shop::PlanOffer& current, values::Timestamp ends_at,
                           const shop::PlanOffer& wanted) const override {
    return "Please note: your plan " + title(current) + " runs until " + date(ends_at) + ". Once paid, " +
           title(wanted) + " starts at once and replaces it; the time left of " + title(current) +
           " is not carried over.";
  }

  std::string button_out_of_date() const override { return "This button is out of date. See /plans."; }

  std::string declined(shop::DeclineReason reason) const override {
    return why(reason) + " You haven't been charged. Get a new invoice: /plans";
  }

  std::string receipt(const shop::PlanOffer& offer, const shop::Payment& payment,
                      values::Timestamp ends_at) const override {
    return "Thank you, your payment has arrived!\n\n"
           "Plan: " +
           title(offer) + ", " + bots(offer.bots) + "\n" + "Paid: " + stars(payment.amount) + "\n" +
           "Valid until: " + date(ends_at) + "\n" + "Payment number: " + payment.charge.value() + "\n\n" +
           "Please keep this message: you'd need the payment number for /paysupport.";
  }

  std::string paid_for_unknown_order(const shop::Payment& payment) const override {
    return "We have received your payment of " + stars(payment.amount) +
           ", but I can't tell what it was for. Nothing is lost: support will sort it out.\n\n" + for_support(payment);
  }

  std::string paid_too_little(const shop::Payment& payment, const shop::PlanOffer& offer,
                              values::Stars price) const override {
    return "We have received your payment of " + stars(payment.amount) + ", but " + title(offer) + " costs " +
           stars(price) + ", so the plan has not started. Nothing is lost: support will sort it out.\n\n" +
           for_support(payment);
  }

  std::string current_plan(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Your plan: " + title(offer) + ", " + bots(offer.bots) + "\nValid until: " + date(ends_at) +
           "\n\nProlong or change it: /plans";
  }

  std::string ended_plan(const shop::PlanOffer& offer, values::Timestamp ended_at) const override {
    return "Your plan " + title(offer) + " ended on " + date(ended_at) + ".\n\nStart again: /plans";
  }

  std::string no_plan() const override { return "You have no plan yet. Choose one: /plans"; }

  std::string terms(std::span<const shop::PlanOffer> offers) const override {
    std::string text =
        "Terms of sale\n\n"
        "1. We sell plans. A plan lets you host bots here for a limited time:\n";
    for (const shop::PlanOffer& offer : offers) {
      text +=
          "• " + title(offer) + ": " + bots(offer.bots) + ", " + days(offer.period) + ", " + stars(offer.price) + "\n";
    }
    return text +
           "2. You pay in Telegram Stars. A plan starts as soon as the payment has arrived; I confirm it with a "
           "receipt.\n"
           "3. There is no automatic renewal. Paying for the same plan again prolongs it; paying for another plan "
           "replaces "
           "the current one at once.\n"
           "4. If something went wrong or doesn't suit you, ask for a refund: /paysupport. Refunds are made in Stars "
           "to "
           "whoever paid.\n"
           "5. The seller is the owner of this bot. Telegram is not a party to the sale and doesn't handle complaints "
           "about it.\n"
           "6. Don't use hosted bots for anything unlawful or against Telegram's rules; such bots are switched off.\n\n"
           "By paying, you accept these terms. What is kept about you: /privacy";
  }

  std::string privacy() const override {
    return "What I keep about you\n\n"
           "• your Telegram number (id) and language: to recognise and answer you;\n"
           "• your orders, payments and plans: to give you what you paid for and to account for it;\n"
           "• when you last did something here, and whether you blocked me: to see how busy the bot is and not to "
           "disturb you.\n\n"
           "I keep neither your name nor your messages. Exceptions: what you send to /paysupport goes to the owner, "
           "and "
           "a message that I failed to process may be kept until the fault is found. Card details never reach me: "
           "Telegram takes the payment.\n\n"
           "Who sees it: only the owner of this bot. It isn't sold or handed on.\n\n"
           "How long: while the bot is in service. You may ask to see or delete what is kept: /paysupport. Records of "
           "payments stay as long as accounting requires.";
  }

  std::string pay_support() const override {
    return "Trouble with a payment? Write to the owner of this bot, right here, in one message that begins with "
           "/paysupport. For example:\n\n"
           "/paysupport I have paid, but my plan hasn't started. Payment number: …\n\n"
           "Please say what happened and give the payment number from the receipt. The answer will come in this chat. "
           "Refunds are asked for in the same way.\n\n"
           "Telegram's own support can't help with purchases made in bots.";
  }

  std::string pay_support_without_owners() const override {
    return "Trouble with a payment? Please write to the owner of this bot, whose contact is in the bot's profile or "
           "wherever you found it.\n\n"
           "Say what happened and give the payment number from the receipt. Refunds are asked for in the same way.\n\n"
           "Telegram's own support can't help with purchases made in bots.";
  }

  std::string support_request_sent() const override {
    return "Thank you, I've passed your message on to the owner. The answer will come in this chat.";
  }

  std::string support_answer(std::string_view answer) const override {
    return "An answer from support:\n\n" + std::string(answer) + "\n\nTo write back: /paysupport and your message";
  }

  std::string statistics(const store::Totals& totals, std::int64_t users_online, std::int64_t bots_served,
                         std::span<const shop::PlanOffer> offers) const override {
    std::string text = "Users: " + std::to_string(totals.users) + ", online now: " + std::to_string(users_online) +
                       "\nPayments: " + std::to_string(totals.payments_succeeded) + " succeeded, " +
                       std::to_string(totals.payments_failed) + " failed" + "\nReceived: " + stars(totals.received) +
                       "\nBots: " + std::to_string(totals.bots) + " created, " + std::to_string(bots_served) +
                       " served now\n\nActive plans:";
    for (const shop::PlanOffer& offer : offers) {
      text += "\n• " + title(offer) + ": " +
              std::to_string(totals.active_subscriptions.at(static_cast<std::size_t>(offer.id)));
    }
    return text;
  }

  std::string support_request(values::UserId customer, std::string_view request) const override {
    return "✉️ Customer " + number(customer) + " writes to support:\n\n" + std::string(request) +
           "\n\nTo answer: /answer " + number(customer) + " and your text";
  }

  std::string how_to_answer() const override {
    return "Write the customer's number and your text, for example:\n\n/answer 123456789 Hello! We have refunded you.";
  }

  std::string no_such_customer(values::UserId customer) const override {
    return "I don't know a customer with the number " + number(customer) + ".";
  }

  std::string answer_sent(values::UserId customer) const override {
    return "Your answer to customer " + number(customer) + " is on its way.";
  }

  std::string payment_needs_attention(PaymentTrouble trouble, const shop::Payment& payment) const override {
    return "⚠️ A payment needs your attention\n\n" + explain(trouble) + "\n\nAmount: " + stars(payment.amount) +
           "\nPayment number: " + payment.charge.value() + "\nPayer: " + number(payment.payer) +
           "\nInvoice: " + payment.payload;
  }

  std::string undeliverable(std::string_view method, std::optional<values::ChatId> chat,
                            std::string_view reason) const override {
    return "⚠️ Telegram didn't take a message (" + std::string(method) + ")" +
           (chat ? " for chat " + number(*chat) : "") + ": " + std::string(reason) +
           "\n\nIf it was a receipt, the payment itself is safely recorded.";
  }

  std::string update_put_aside(values::UpdateId update, std::string_view reason, bool was_payment) const override {
    return "⚠️ I couldn't process update " + number(update) + " and have put it aside: " + std::string(reason) +
           (was_payment ? "\n\nIt was a payment: please check it by hand." : "");
  }

  std::string bots(std::optional<int> count) const override {
    return count ? counted(*count, "bot", "bots") : "any number of bots";
  }

  std::string days(std::chrono::days count) const override { return counted(count.count(), "day", "days"); }

  std::string date(values::Timestamp at) const override {
    const CalendarMinute minute = calendar_minute(at);
    return std::to_string(minute.day) + " " + kMonths.at(minute.month - 1) + " " + std::to_string(minute.year) + ", " +
           minute.clock + " UTC";
  }

 private:
  std::string described(std::span<const shop::PlanOffer> offers) const {
    std::string text;
    for (const shop::PlanOffer& offer : offers) {
      text += title(offer) + " — " + stars(offer.price) + " for " + days(offer.period) + ", " + bots(offer.bots) +
              "\n" + offer.description.english + "\n\n";
    }
    return text;
  }

  static std::string buy_commands(std::span<const shop::PlanOffer> offers) {
    std::string text;
    for (const shop::PlanOffer& offer : offers) {
      text += (text.empty() ? "/buy " : ", /buy ") + std::string(shop::to_string(offer.id));
    }
    return text;
  }

  static std::string for_support(const shop::Payment& payment) {
    return "Payment number: " + payment.charge.value() + "\n\nPlease keep it. Questions: /paysupport";
  }

  static std::string why(shop::DeclineReason reason) {
    switch (reason) {
      case shop::DeclineReason::unknown_order:
        return "I don't know this invoice.";
      case shop::DeclineReason::foreign_payer:
        return "This invoice was made for somebody else.";
      case shop::DeclineReason::already_paid:
        return "This invoice has already been paid.";
      case shop::DeclineReason::wrong_currency:
        return "I take Telegram Stars only.";
      case shop::DeclineReason::wrong_amount:
        return "The amount isn't the invoice's.";
      case shop::DeclineReason::price_changed:
        return "The price has changed since.";
    }
    throw std::logic_error("a reason to decline without an English text");
  }

  static std::string explain(PaymentTrouble trouble) {
    switch (trouble) {
      case PaymentTrouble::unknown_order:
        return "It names no order of this bot. It is recorded; no plan was given.";
      case PaymentTrouble::foreign_payer:
        return "It was for somebody else's order. It is recorded; the plan went to the payer.";
      case PaymentTrouble::underpaid:
        return "It is less than the order's price. It is recorded; no plan was given.";
      case PaymentTrouble::overpaid:
        return "It is more than the order's price. It is recorded; the plan was given.";
    }
    throw std::logic_error("a payment's trouble without an English text");
  }
};

}  // namespace

const Texts& english_texts() {
  static const EnglishTexts texts;
  return texts;
}

}  // namespace bot
