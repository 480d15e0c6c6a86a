#include <algorithm>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "sendInvoice" in core.telegram.org/bots/api.
constexpr std::size_t kMaxTitleCharacters = 32;
constexpr std::size_t kMaxDescriptionCharacters = 255;
constexpr std::size_t kMaxPayloadBytes = 128;
constexpr std::int64_t kMaxPrice = 10'000;

struct InvoiceTexts {
  std::string title;
  std::string description;
  std::string payload;
};

ApiResult<InvoiceTexts> texts_of(const Parameters& parameters) {
  const ApiResult<std::string> title = parameters.required_text("title");
  if (!title) return title.error();
  const ApiResult<std::string> description = parameters.required_text("description");
  if (!description) return description.error();
  const ApiResult<std::string> payload = parameters.required_text("payload");
  if (!payload) return payload.error();
  if (values::count_code_points(*title) > kMaxTitleCharacters) return bad_request("INVOICE_TITLE_INVALID");
  if (values::count_code_points(*description) > kMaxDescriptionCharacters) {
    return bad_request("INVOICE_DESCRIPTION_INVALID");
  }
  if (payload->size() > kMaxPayloadBytes) return bad_request("INVOICE_PAYLOAD_INVALID");
  return InvoiceTexts{*title, *description, *payload};
}

// Stars take no provider token and exactly one price ("Parameters" of sendInvoice).
ApiResult<values::Stars> price_of(const Parameters& parameters) {
  const ApiResult<std::string> currency = parameters.required_text("currency");
  if (!currency) return currency.error();
  if (*currency != "XTR" || !parameters.text("provider_token").empty()) return bad_request("PAYMENT_PROVIDER_INVALID");
  const std::optional<json::value> prices = parameters.json("prices");
  if (!prices || !prices->is_array()) return bad_request("expected an Array of labeled prices");
  if (prices->get_array().size() != 1) return bad_request("STARS_INVOICE_INVALID");
  const json::value& price = prices->get_array().front();
  const json::value* label = price.is_object() ? price.get_object().if_contains("label") : nullptr;
  const json::value* amount = price.is_object() ? price.get_object().if_contains("amount") : nullptr;
  if (label == nullptr || !label->is_string() || label->get_string().empty() || amount == nullptr ||
      !amount->is_int64()) {
    return bad_request("can't parse labeled price: Fields \"label\" and \"amount\" are expected");
  }
  if (amount->get_int64() < 1 || amount->get_int64() > kMaxPrice) return bad_request("CURRENCY_TOTAL_AMOUNT_INVALID");
  return values::Stars{amount->get_int64()};
}

ReplyMarkup with_pay_button(ReplyMarkup markup) {
  if (!markup.buttons.empty()) return markup;
  markup.buttons.push_back({Button::Kind::pay, "Pay", {}});
  return markup;
}

json::object transaction_json(const BotAccount& bot, const Charge& charge) {
  const auto chat = bot.chats().find(values::private_chat_of(charge.user));
  json::object partner{{"type", "user"}, {"transaction_type", "invoice_payment"}};
  if (chat != bot.chats().end()) partner["user"] = chat->second.person().user_json();
  partner["invoice_payload"] = charge.payload;
  const auto date = std::chrono::duration_cast<std::chrono::seconds>(charge.at.time_since_epoch()).count();
  return {
      {"id", charge.id.value()}, {"amount", charge.amount.amount()}, {"date", date}, {"source", std::move(partner)}};
}

}  // namespace

MethodResult send_invoice(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const ApiResult<InvoiceTexts> texts = texts_of(parameters);
  if (!texts) return texts.error();
  const ApiResult<values::Stars> price = price_of(parameters);
  if (!price) return price.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, true);
  if (!markup) return markup.error();
  json::object content{{"invoice",
                        {{"title", texts->title},
                         {"description", texts->description},
                         {"start_parameter", parameters.text("start_parameter")},
                         {"currency", "XTR"},
                         {"total_amount", price->amount()}}}};
  return bot.deliver(**chat, std::move(content), with_pay_button(*markup), Invoice{{}, texts->payload, *price});
}

MethodResult answer_pre_checkout_query(BotAccount& bot, const Parameters& parameters) {
  const bool ok = parameters.boolean("ok");
  std::string error_message;
  if (!ok) {
    ApiResult<std::string> given = parameters.required_text("error_message");
    if (!given) return given.error();
    error_message = std::move(*given);
  }
  const values::PreCheckoutQueryId id{parameters.text("pre_checkout_query_id")};
  const ApiResult<void> answered = bot.answer_pre_checkout(id, ok, error_message);
  if (!answered) return answered.error();
  return std::string("true");
}

MethodResult get_my_star_balance(BotAccount& bot, const Parameters&) {
  return json::serialize(json::object{{"amount", bot.payments().balance().amount()}});
}

MethodResult get_star_transactions(BotAccount& bot, const Parameters& parameters) {
  constexpr std::int64_t kMaxLimit = 100;
  const std::vector<Charge>& charges = bot.payments().charges();
  const auto all = static_cast<std::int64_t>(charges.size());
  const std::int64_t begin = std::clamp(parameters.integer("offset"), std::int64_t{0}, all);
  const std::int64_t limit = std::clamp(parameters.integer("limit", kMaxLimit), std::int64_t{1}, kMaxLimit);
  json::array transactions;
  for (std::int64_t i = begin; i < std::min(all, begin + limit); ++i) {
    transactions.push_back(transaction_json(bot, charges[static_cast<std::size_t>(i)]));
  }
  return json::serialize(json::object{{"transactions", std::move(transactions)}});
}

}  // namespace simulator
