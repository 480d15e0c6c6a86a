#include "english_texts.hpp"

#include <array>
#include <stdexcept>

#include "calendar.hpp"
#include "counting.hpp"
#include "notation.hpp"

namespace bot {
namespace {

constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

const std::string& title(const shop::PlanOffer& offer) {
  return offer.title.english;
}

class EnglishTexts final : public Texts {
 public:
  std::string welcome() const override {
    return "Hello! I'm CourseBot. Here you find courses, and read them lesson by lesson, right in Telegram.\n\n"
           "If you teach yourself: with a plan, bots of your own become storefronts for your courses.\n\n"
           "/courses — what there is to learn\n"
           "/my — your courses and your plan\n"
           "/plans — plans for authors\n"
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
      case CommandId::courses:
        return "courses to read and to buy";
      case CommandId::search:
        return "find a course";
      case CommandId::receipts:
        return "what you have paid";
      case CommandId::language:
        return "the language I speak";
      case CommandId::reminders:
        return "turn reminders on or off";
      case CommandId::support:
        return "write to the owner";
      case CommandId::add_course:
        return "make a course";
      case CommandId::edit_course:
        return "change a course";
      case CommandId::course_stats:
        return "how courses do";
      case CommandId::plans:
        return "plans and prices";
      case CommandId::buy:
        return "buy a plan";
      case CommandId::subscribe:
        return "a plan with automatic renewal";
      case CommandId::promo:
        return "use a promo code";
      case CommandId::my:
        return "your plan and how long it lasts";
      case CommandId::refund:
        return "get a payment back";
      case CommandId::paysupport:
        return "help with a payment";
      case CommandId::terms:
        return "terms of sale";
      case CommandId::privacy:
        return "what I keep about you";
      case CommandId::delete_me:
        return "delete what I keep about you";
      case CommandId::stats:
        return "figures for the owner";
      case CommandId::find:
        return "find a customer, an order or a payment";
      case CommandId::answer:
        return "answer a customer";
      case CommandId::grant:
        return "give a customer a plan";
      case CommandId::revoke:
        return "end a customer's plan";
      case CommandId::export_table:
        return "payments or subscriptions as a table";
      case CommandId::broadcast:
        return "write to many people at once";
      case CommandId::alerts:
        return "what fires, and what is silenced";
      case CommandId::chart:
        return "a chart, for example of users or payments";
      case CommandId::dashboard:
        return "a dashboard as a picture";
      case CommandId::query:
        return "a chart of a PromQL query";
      case CommandId::metrics:
        return "the bot's metrics";
      case CommandId::audit:
        return "what owners did lately";
    }
    throw std::logic_error("a command without an English description");
  }

  std::string plans(std::span<const shop::PlanOffer> offers) const override {
    return "Our plans:\n\n" + described(offers) +
           "Press a button, and I'll send you an invoice. You pay in Telegram Stars.";
  }

  std::string which_plan(std::span<const shop::PlanOffer> offers) const override {
    return "Which plan would you like?\n\n" + described(offers) +
           "Press a button, or name the plan yourself: " + commands("/buy ", offers);
  }

  std::string no_such_plan(std::span<const shop::PlanOffer> offers) const override {
    return "There is no such plan. You can choose from these: " + commands("/buy ", offers);
  }

  std::string nothing_on_sale() const override {
    return "There is nothing like that on sale at the moment. Please come back later.";
  }

  std::string not_on_sale(const shop::PlanOffer& offer) const override {
    return title(offer) + " isn't sold like that any more. See what there is: /plans";
  }

  std::string renews_already(const shop::PlanOffer& offer) const override {
    return "Telegram already renews your plan " + title(offer) +
           " by itself, so you needn't pay for it again. To see when, or to stop it: /my";
  }

  std::string buy_button(const PricedOffer& priced) const override {
    return "Buy " + title(priced.offer) + " — " + stars(priced.price);
  }

  std::string will_replace(const shop::PlanOffer& current, values::Timestamp ends_at, const shop::PlanOffer& wanted,
                           std::chrono::days credit) const override {
    std::string text = "Please note: your plan " + title(current) + " runs until " + date(ends_at) + ". Once paid, " +
                       title(wanted) + " starts at once and replaces it. ";
    if (credit < std::chrono::days{1}) {
      return text + "What is left of " + title(current) + " is worth less than a day of " + title(wanted) + ".";
    }
    return text + "What is left of " + title(current) + " isn't lost: it adds about " + days(credit) + " of " +
           title(wanted) + ".";
  }

  std::string will_not_be_renewed(const shop::PlanOffer& current) const override {
    return "From then on Telegram won't renew " + title(current) + " any more.";
  }

  std::string button_out_of_date() const override { return "This button is out of date. See /plans."; }

  std::string renewing_button() const override { return "With automatic renewal…"; }

  std::string which_subscription(std::span<const shop::PlanOffer> offers) const override {
    return "With a subscription, Telegram renews your plan by itself every 30 days, at today's price, until you stop "
           "it. "
           "You can do so at any time: /my\n\n" +
           described(offers) + "Press a button, or name the plan yourself: " + commands("/subscribe ", offers);
  }

  std::string no_such_subscription(std::span<const shop::PlanOffer> offers) const override {
    return "There is no such plan. You can choose from these: " + commands("/subscribe ", offers);
  }

  std::string subscribe_button(const shop::PlanOffer& offer) const override {
    return title(offer) + " — " + stars(offer.price) + " every 30 days";
  }

  std::string subscription_link(const PricedOffer& priced) const override {
    return "Here is your subscription to " + title(priced.offer) + ": " + stars(priced.price) +
           " today and every 30 days, charged by Telegram. Stop it whenever you like: /my";
  }

  std::string pay_button(values::Stars price) const override { return "Pay " + stars(price) + " every 30 days"; }

  std::string no_link() const override {
    return "Sorry, Telegram didn't give me a link to pay by. The owner knows. You can buy the plan for once: /buy";
  }

  std::string how_to_use_promo() const override {
    return "If you have a promo code, write it after the command, for example: /promo SPRING\n\n"
           "Promo codes make a single purchase cheaper. They don't apply to subscriptions.";
  }

  std::string promo_offers(std::string_view code, std::span<const PricedOffer> offers) const override {
    std::string text = "With the promo code " + std::string(code) + " you pay:\n";
    for (const PricedOffer& priced : offers) {
      text += "\n• " + title(priced.offer) + ", " + days(priced.offer.period) + ": " + stars(priced.price) +
              " instead of " + stars(priced.offer.price);
    }
    return text + "\n\nPress a button, and I'll send you an invoice.";
  }

  std::string promo_refused(shop::PromoProblem problem) const override {
    return why(problem) + " See the plans at their usual prices: /plans";
  }

  std::string declined(shop::DeclineReason reason) const override {
    if (reason == shop::DeclineReason::already_subscribed) {
      return why(reason) + " You haven't been charged. See your plan: /my";
    }
    if (reason == shop::DeclineReason::already_owned) return why(reason) + " You haven't been charged. Open it: /my";
    if (reason == shop::DeclineReason::not_reachable) return why(reason) + " You haven't been charged.";
    return why(reason) + " You haven't been charged. Get a new invoice: /courses, /plans";
  }

  std::string receipt(const Receipt& receipt) const override {
    const shop::Payment& payment = receipt.payment;
    return thanks(payment) + "\n\nPlan: " + title(receipt.offer) + ", " + bots(receipt.offer.bots) +
           "\nPaid: " + stars(payment.amount) + "\nValid until: " + date(receipt.subscription.ends_at) +
           renewal_line(receipt.subscription) + (receipt.subscription.renews() ? " (to stop it: /my)" : "") +
           "\nPayment number: " + payment.charge.value() +
           "\n\nPlease keep this message: you'd need the payment number for /paysupport.";
  }

  std::string paid_for_unknown_order(const shop::Payment& payment) const override {
    return "We have received your payment of " + stars(payment.amount) +
           ", but I can't tell what it was for. Nothing is lost: support will sort it out.\n\n" + for_support(payment);
  }

  std::string paid_too_little(const shop::Payment& payment, std::string_view product,
                              values::Stars price) const override {
    return "We have received your payment of " + stars(payment.amount) + ", but " + std::string(product) + " costs " +
           stars(price) + ", so it isn't yours yet. Nothing is lost: support will sort it out.\n\n" +
           for_support(payment);
  }

  std::string paid_twice(const shop::Payment& payment) const override {
    return "You have paid " + stars(payment.amount) +
           " for something that had already been paid. I'm giving these Stars back; Telegram will confirm it.\n\n" +
           for_support(payment);
  }

  std::string unwanted_renewal(const shop::Payment& payment) const override {
    return "Telegram has charged " + stars(payment.amount) +
           " for a subscription that had ended. I'm giving these Stars back, and have asked Telegram once more to stop "
           "renewing it.\n\n" +
           for_support(payment);
  }

  std::string current_plan(const shop::PlanOffer& offer, const shop::Subscription& subscription) const override {
    return "Your plan: " + title(offer) + ", " + bots(offer.bots) + "\nValid until: " + date(subscription.ends_at) +
           renewal_line(subscription) + "\n\nProlong or change it: /plans";
  }

  std::string plan_in_grace(const shop::PlanOffer& offer, values::Timestamp ended_at,
                            values::Timestamp until) const override {
    return "Your plan " + title(offer) + " ended on " + date(ended_at) + ". Your bots keep working until " +
           date(until) + ".\n\nStart again: /plans";
  }

  std::string ended_plan(const shop::PlanOffer& offer, values::Timestamp ended_at) const override {
    return "Your plan " + title(offer) + " ended on " + date(ended_at) + ".\n\nStart again: /plans";
  }

  std::string no_plan() const override { return "You have no plan yet. Choose one: /plans"; }

  std::string last_payments(std::span<const PaymentLine> payments) const override {
    std::string text = "Last payments:";
    for (const PaymentLine& line : payments) text += "\n• " + described(line);
    return text;
  }

  std::string terms(const shop::Catalogue& catalogue) const override {
    std::string text =
        "Terms of sale\n\n"
        "1. We sell courses and plans. A course is yours to read for as long as this bot is in service, and with it "
        "the "
        "private channel that it may have. A plan lets you host bots here for a limited time:\n";
    for (const shop::PlanOffer& offer : catalogue.plans_on_sale()) {
      text +=
          "• " + title(offer) + ": " + bots(offer.bots) + ", " + days(offer.period) + ", " + stars(offer.price) + "\n";
    }
    return text +
           "2. You pay in Telegram Stars. A course is open and a plan starts as soon as the payment has arrived; I "
           "confirm it with a "
           "receipt.\n"
           "3. A plan that you /buy ends by itself. Paying for the same plan again prolongs it. Another plan starts at "
           "once; what is left of the old one is credited as extra days.\n"
           "4. A plan that you /subscribe to is renewed by Telegram every 30 days at the same price, until you stop "
           "it: "
           "/my or Telegram's settings. What is paid stays yours to its end.\n"
           "5. " +
           grace_rule(catalogue.rules()) + "\n6. " + refund_rule(catalogue.refunds()) +
           " Refunds are made in Stars to whoever paid, and take back the course or the days that they paid for. An "
           "invoice paid "
           "twice is refunded by itself.\n"
           "7. Promo codes make single purchases cheaper; they aren't paid out and don't apply to subscriptions.\n"
           "8. The seller is the owner of this bot. Telegram is not a party to the sale and doesn't handle complaints "
           "about it.\n"
           "9. Don't use hosted bots for anything unlawful or against Telegram's rules; such bots are switched off.\n\n"
           "By paying, you accept these terms. What is kept about you: /privacy";
  }

  std::string privacy() const override {
    return "What I keep about you\n\n"
           "• your Telegram number (id) and language: to recognise and answer you;\n"
           "• your orders, payments and plans: to give you what you paid for and to account for it;\n"
           "• your courses, the lessons you have read, your answers to their questions, and whether you are in a "
           "course's "
           "channel: to show you how far you are and to let you in;\n"
           "• when you last did something here, and whether you blocked me: to see how busy the bot is and not to "
           "disturb you.\n\n"
           "I keep neither your name nor your messages. Exceptions: what you send to /support and "
           "/paysupport goes to the owner, the name for a certificate stands on it and nowhere else, and "
           "a message that I failed to process may be kept until the fault is found. Card details never reach me: "
           "Telegram takes the payment.\n\n"
           "Who sees it: only the owner of this bot. It isn't sold or handed on.\n\n"
           "How long: while the bot is in service. You can have it deleted at any time: /delete_me. Records of "
           "payments "
           "and refunds stay with your number as long as accounting requires. To see what is kept: /paysupport";
  }

  std::string stop_renewal_button() const override { return "Stop the renewal"; }

  std::string renewal_canceled(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Telegram won't renew your plan " + title(offer) + " any more. It stays yours until " + date(ends_at) +
           ".\n\nIf you change your mind: /subscribe";
  }

  std::string renewal_resumed(const shop::PlanOffer& offer, const shop::Renewal& renewal) const override {
    return "Telegram renews your plan " + title(offer) + " again: on " + date(renewal.paid_until) + ", for " +
           stars(renewal.price) + ". To stop it: /my";
  }

  std::string renewal_failed(const shop::PlanOffer& offer, values::Timestamp ends_at,
                             std::chrono::days grace) const override {
    std::string text = "Telegram could not charge you for your plan " + title(offer) + ", so it isn't renewed. It " +
                       "ends on " + date(ends_at);
    if (grace > std::chrono::days{0}) text += ", and your bots keep working for " + days(grace) + " more";
    return text + ".\n\nTo keep it, top up your Stars and choose: /plans";
  }

  std::string plan_withdrawn(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "The plan " + title(offer) + " isn't sold any more, so Telegram won't renew it. Yours stays until " +
           date(ends_at) + ".\n\nChoose another: /plans";
  }

  std::string plan_ends_soon(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Your plan " + title(offer) + " ends on " + date(ends_at) + ".\n\nProlong it in time: /plans";
  }

  std::string plan_renews_soon(const shop::PlanOffer& offer, const shop::Renewal& renewal) const override {
    return "Telegram will renew your plan " + title(offer) + " on " + date(renewal.paid_until) + ", for " +
           stars(renewal.price) + ". You needn't do anything.\n\nTo stop it: /my";
  }

  std::string plan_has_ended(const shop::PlanOffer& offer, values::Timestamp ended_at,
                             std::optional<values::Timestamp> grace_until) const override {
    std::string text = "Your plan " + title(offer) + " ended on " + date(ended_at) + ".";
    if (grace_until) text += " Your bots keep working until " + date(*grace_until) + ".";
    return text + "\n\nStart it again: /plans";
  }

  std::string plan_is_over(const shop::PlanOffer& offer) const override {
    return "The extra time after your plan " + title(offer) +
           " is over, and your bots are switched off. Nothing of them is lost.\n\nStart again: /plans";
  }

  std::string which_refund(const std::optional<shop::RefundRule>& rule) const override {
    return "Which payment would you like back? The days that it paid for go with it.\n\n" + refund_rule(rule);
  }

  std::string nothing_to_refund() const override {
    return "You have made no payment in the last 90 days that could be given back. Questions: /paysupport";
  }

  std::string refund_button(const shop::Payment& payment) const override {
    return stars(payment.amount) + " of " + date(payment.received_at);
  }

  std::string confirm_refund(const shop::Payment& payment) const override {
    return "Shall I give back your payment of " + stars(payment.amount) + " of " + date(payment.received_at) +
           "? The days that it paid for are taken off your plan; if it was for a subscription, that isn't renewed any "
           "more.";
  }

  std::string confirm_refund_button(const shop::Payment& payment) const override {
    return "Yes, give back " + stars(payment.amount);
  }

  std::string refund_on_its_way(const shop::Payment& payment) const override {
    return "Your " + stars(payment.amount) + " are on their way back. I'll write as soon as Telegram has confirmed it.";
  }

  std::string no_refund(shop::RefundRefusal refusal, const std::optional<shop::RefundRule>& rule) const override {
    switch (refusal) {
      case shop::RefundRefusal::already_refunded:
        return "This payment has been given back already, or is on its way. Questions: /paysupport";
      case shop::RefundRefusal::too_late:
        return "I can give a payment back by myself within " + days(rule ? rule->within : std::chrono::days{0}) +
               " only; this one is older. Please ask the owner: /paysupport";
      case shop::RefundRefusal::too_much_read:
        return "Too many lessons have been read for me to give this payment back by myself. Please ask the owner: "
               "/paysupport";
      case shop::RefundRefusal::not_automatic:
        return "I can't give payments back by myself. Please ask the owner: /paysupport";
    }
    throw std::logic_error("a refusal of a refund without an English text");
  }

  std::string unknown_payment() const override { return "I don't know a payment like that."; }

  std::string money_back(const shop::Refund& refund) const override {
    return stars(refund.amount) + " have gone back to you.\nPayment number: " + refund.charge.value();
  }

  std::string plan_shortened(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Your plan " + title(offer) + " is shorter by what they paid for: it runs until " + date(ends_at) + ".";
  }

  std::string plan_taken_back(const shop::PlanOffer& offer) const override {
    return "Your plan " + title(offer) + " has ended with that.";
  }

  std::string refund_refused(values::Stars amount) const override {
    return "Sorry, Telegram didn't let me give back your " + stars(amount) +
           ". The owner knows and will look into it. Questions: /paysupport";
  }

  std::string plan_granted(const shop::PlanOffer& offer, std::chrono::days count,
                           values::Timestamp ends_at) const override {
    return "The owner of this bot has given you " + days(count) + " of the plan " + title(offer) + ", " +
           bots(offer.bots) + ".\n\nValid until: " + date(ends_at);
  }

  std::string plan_revoked(const shop::PlanOffer& offer) const override {
    return "The owner of this bot has ended your plan " + title(offer) + ". Questions: /paysupport";
  }

  std::string renewal_ended() const override { return "Telegram will not renew your subscription any more."; }

  std::string what_forgetting_means() const override {
    return "I can delete what I know about you.\n\n"
           "What goes: your language, when you were last here, your plan with its reminders, and the orders that you "
           "haven't paid.\n\n"
           "What stays: your payments, what they were for, and refunds, with your Telegram number, and the owner's "
           "notes of what was done for you, such as a refund. They are needed for refunds, for accounting and for the "
           "tax office.\n\n"
           "If a plan of yours is renewed by Telegram, it won't be any more. Until you write to me again, I'll "
           "write to you only if money is paid or goes back.";
  }

  std::string forgetting_ends(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "⚠️ Your plan " + title(offer) + " runs until " + date(ends_at) +
           ". It would end at once, and it is not paid back. If you want a refund, ask for it first: /refund";
  }

  std::string forget_button() const override { return "Yes, delete my data"; }

  std::string forgotten() const override {
    return "Done: your data is deleted. Only what I named is kept.\n\n"
           "If you come back one day, just write /start. Goodbye!";
  }

  std::string pay_support() const override {
    return "Trouble with a payment? Write to the owner of this bot, right here, in one message that begins with "
           "/paysupport. For example:\n\n"
           "/paysupport I have paid, but my plan hasn't started. Payment number: …\n\n"
           "Please say what happened and give the payment number from the receipt. The answer will come in this chat. "
           "For a refund, try /refund first.\n\n"
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

  std::string support_request(const SupportCase& support_case) const override {
    std::string text =
        "✉️ Customer " + number(support_case.customer) + " writes to support:\n\n" + support_case.request + "\n\nPlan: ";
    if (support_case.subscription) {
      text += title(*support_case.offer) + " until " + date(support_case.subscription->ends_at) +
              renewal_line(*support_case.subscription);
    } else {
      text += "none";
    }
    for (const PaymentLine& line : support_case.payments) {
      text += "\n\nPayment: " + described(line);
      if (line.state == PaymentState::kept || line.state == PaymentState::refund_refused) {
        text += "\n/refund " + line.payment.charge.value();
      } else {
        text += "\n" + line.payment.charge.value();
      }
    }
    return text + "\n\nTo answer: /answer " + number(support_case.customer) + " and your text";
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

  std::string refund_requested(const shop::Payment& payment) const override {
    return "I've asked Telegram to give back " + stars(payment.amount) + " to customer " + number(payment.payer) +
           ". They will be told once it is done; you, if Telegram refuses.";
  }

  std::string refund_known(const shop::Payment& payment) const override {
    return "The " + stars(payment.amount) + " of customer " + number(payment.payer) +
           " have been given back already, or are on their way.";
  }

  std::string refund_failed(const shop::RefundRequest& request, std::string_view reason) const override {
    return "⚠️ Telegram refused a refund: " + std::string(reason) + "\n\nAmount: " + stars(request.amount) +
           "\nCustomer: " + number(request.payer) + "\nTo try again: /refund " + request.charge.value();
  }

  std::string charged_back(const shop::Refund& refund) const override {
    return "⚠️ A payment was taken back without us asking for it. What it bought was taken back too.\n\nAmount: " +
           stars(refund.amount) + "\nCustomer: " + number(refund.payer) + "\nPayment number: " + refund.charge.value();
  }

  std::string strange_refund(const shop::Refund& refund) const override {
    return "⚠️ Telegram says that a payment went back, but I don't know one like that.\n\nAmount: " +
           stars(refund.amount) + "\nCustomer: " + number(refund.payer) + "\nPayment number: " + refund.charge.value();
  }

  std::string renewal_goes_on(const shop::Payment& first_charge, std::string_view reason) const override {
    return "⚠️ Telegram didn't let me cancel a subscription: " + std::string(reason) +
           "\n\nIf it is renewed all the same, I'll give the Stars back.\n\nCustomer: " + number(first_charge.payer) +
           "\nFirst payment: " + first_charge.charge.value();
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

  std::string catalogue_refused(std::string_view problem) const override {
    return "⚠️ The catalogue's files have a mistake, so what was in them before stays in force:\n\n" +
           std::string(problem);
  }

  std::string bots(std::optional<int> count) const override {
    return count ? in_english(*count, "bot", "bots") : "any number of bots";
  }

  std::string days(std::chrono::days count) const override { return in_english(count.count(), "day", "days"); }

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

  static std::string commands(std::string_view command, std::span<const shop::PlanOffer> offers) {
    std::string text;
    for (const shop::PlanOffer& offer : offers) {
      text += (text.empty() ? "" : ", ") + std::string(command) + std::string(shop::to_string(offer.id));
    }
    return text;
  }

  std::string described(const PaymentLine& line) const {
    return date(line.payment.received_at) + " — " + stars(line.payment.amount) + state(line.state);
  }

  static std::string state(PaymentState state) {
    switch (state) {
      case PaymentState::kept:
        return "";
      case PaymentState::refund_requested:
        return " (on its way back)";
      case PaymentState::refunded:
        return " (given back)";
      case PaymentState::charged_back:
        return " (taken back)";
      case PaymentState::refund_refused:
        return " (Telegram refused a refund)";
    }
    throw std::logic_error("a payment's state without an English text");
  }

  /// A line of its own about Telegram's renewal, if there is any.
  std::string renewal_line(const shop::Subscription& subscription) const {
    if (!subscription.renewal) return "";
    const shop::Renewal& renewal = *subscription.renewal;
    switch (renewal.state) {
      case shop::RenewalState::active:
        return "\nRenewed by Telegram: on " + date(renewal.paid_until) + ", for " + stars(renewal.price);
      case shop::RenewalState::canceled:
        return "\nRenewal: stopped";
      case shop::RenewalState::failed:
        return "\nRenewal: Telegram could not charge";
    }
    throw std::logic_error("a renewal's state without an English text");
  }

  static std::string thanks(const shop::Payment& payment) {
    if (payment.source == shop::LedgerSource::reconciliation) {
      return "Your payment had got lost on its way to me. I have found it: thank you, and sorry for the delay!";
    }
    return payment.kind == shop::PaymentKind::renewal ? "Telegram has renewed your plan. Thank you!"
                                                      : "Thank you, your payment has arrived!";
  }

  std::string grace_rule(const shop::PlanRules& rules) const {
    if (rules.grace <= std::chrono::days{0}) return "When a plan ends, its bots are switched off.";
    return "When a plan ends, its bots keep working for " + days(rules.grace) + " more, so that you can prolong it.";
  }

  std::string refund_rule(const std::optional<shop::RefundRule>& rule) const {
    if (!rule || rule->within <= std::chrono::days{0}) {
      return "If something went wrong or doesn't suit you, ask the owner for a refund: /paysupport.";
    }
    return "Within " + days(rule->within) +
           " of a payment you get it back without giving a reason, for a course as long as you have read fewer than " +
           in_english(rule->lessons_below, "lesson", "lessons") +
           " of it: /refund. After that, the owner decides: /paysupport.";
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
      case shop::DeclineReason::already_subscribed:
        return "Telegram already renews this plan for you.";
      case shop::DeclineReason::link_closed:
        return "This subscription has been ended.";
      case shop::DeclineReason::not_on_sale:
        return "This isn't sold any more.";
      case shop::DeclineReason::promo_not_valid:
        return "The promo code isn't valid any more.";
      case shop::DeclineReason::wrong_currency:
        return "I take Telegram Stars only.";
      case shop::DeclineReason::wrong_amount:
        return "The amount isn't the invoice's.";
      case shop::DeclineReason::price_changed:
        return "The price has changed since.";
      case shop::DeclineReason::already_owned:
        return "You have this course already.";
      case shop::DeclineReason::not_reachable:
        return "I can't let anybody into this course's channel at the moment. The owner knows.";
    }
    throw std::logic_error("a reason to decline without an English text");
  }

  static std::string why(shop::PromoProblem problem) {
    switch (problem) {
      case shop::PromoProblem::unknown:
        return "I don't know this promo code.";
      case shop::PromoProblem::expired:
        return "This promo code has expired.";
      case shop::PromoProblem::other_plan:
        return "This promo code is not for this plan.";
      case shop::PromoProblem::used_up:
        return "This promo code has been used up.";
      case shop::PromoProblem::used_by_customer:
        return "You have already used this promo code.";
    }
    throw std::logic_error("a promo code's problem without an English text");
  }

  static std::string explain(PaymentTrouble trouble) {
    switch (trouble) {
      case PaymentTrouble::unknown_order:
        return "It names no order of this bot. It is recorded; nothing was given for it.";
      case PaymentTrouble::foreign_payer:
        return "It was for somebody else's order. It is recorded; what was ordered went to the payer.";
      case PaymentTrouble::underpaid:
        return "It is less than the order's price. It is recorded; nothing was given for it.";
      case PaymentTrouble::overpaid:
        return "It is more than the order's price. It is recorded; what was ordered was given.";
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
