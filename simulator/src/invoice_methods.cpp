#include <optional>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "sendInvoice" and "createInvoiceLink" in core.telegram.org/bots/api.
constexpr std::size_t kMaxTitleCharacters = 32;
constexpr std::size_t kMaxDescriptionCharacters = 255;
constexpr std::size_t kMaxPayloadBytes = 128;
constexpr std::int64_t kMaxPrice = 10'000;
constexpr std::chrono::seconds kSubscriptionPeriod{2'592'000};

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
  return values::Stars{amount->get_int64()};
}

ApiResult<std::optional<std::chrono::seconds>> period_of(const Parameters& parameters) {
  if (parameters.text("subscription_period").empty()) return std::optional<std::chrono::seconds>{};
  if (parameters.integer("subscription_period") != kSubscriptionPeriod.count()) {
    return bad_request("SUBSCRIPTION_PERIOD_INVALID");
  }
  return std::optional{kSubscriptionPeriod};
}

struct InvoiceParameters {
  InvoiceTexts texts;
  Offer offer;
};

ApiResult<InvoiceParameters> invoice_of(const Parameters& parameters) {
  const ApiResult<InvoiceTexts> texts = texts_of(parameters);
  if (!texts) return texts.error();
  const ApiResult<values::Stars> price = price_of(parameters);
  if (!price) return price.error();
  const auto period = period_of(parameters);
  if (!period) return period.error();
  if (*price < values::Stars{1} || *price > values::Stars{kMaxPrice}) {
    return bad_request(*period ? "SUBSCRIPTION_AMOUNT_INVALID" : "CURRENCY_TOTAL_AMOUNT_INVALID");
  }
  return InvoiceParameters{*texts, Offer{texts->payload, *price, *period}};
}

ReplyMarkup with_pay_button(ReplyMarkup markup) {
  if (!markup.buttons.empty()) return markup;
  markup.buttons.push_back({Button::Kind::pay, "Pay", {}});
  return markup;
}

}  // namespace

MethodResult send_invoice(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  if (parameters.has("subscription_period")) return bad_request("SUBSCRIPTION_EXPORT_MISSING");
  const ApiResult<InvoiceParameters> invoice = invoice_of(parameters);
  if (!invoice) return invoice.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::invoice);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_message(**chat)) return *refused;
  const std::string start_parameter = parameters.text("start_parameter");
  json::object content{{"invoice",
                        {{"title", invoice->texts.title},
                         {"description", invoice->texts.description},
                         {"start_parameter", start_parameter},
                         {"currency", "XTR"},
                         {"total_amount", invoice->offer.amount.amount()}}}};
  protect_as_asked(parameters, content);
  return bot.deliver(**chat, std::move(content), with_pay_button(*markup),
                     Invoice{.offer = invoice->offer, .can_be_forwarded = start_parameter.empty()});
}

MethodResult create_invoice_link(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<InvoiceParameters> invoice = invoice_of(parameters);
  if (!invoice) return invoice.error();
  return json::serialize(json::value(bot.create_invoice_link(invoice->offer)));
}

}  // namespace simulator
