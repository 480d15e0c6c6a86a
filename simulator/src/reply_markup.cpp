#include "reply_markup.hpp"

#include <string_view>

#include <boost/json.hpp>

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxCallbackBytes = 64;
constexpr std::size_t kMaxButtons = 100;

std::optional<std::string> text_field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

bool is_link(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://") || url.starts_with("tg://");
}

ApiResult<Button> parse_inline_button(const json::value& value) {
  if (!value.is_object())
    return bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
  const json::object& object = value.get_object();
  const std::optional<std::string> label = text_field(object, "text");
  if (!label) return bad_request("can't parse inline keyboard button: Field \"text\" must be of type String");
  if (label->empty()) return bad_request("BUTTON_TEXT_INVALID");

  if (const auto data = text_field(object, "callback_data")) {
    if (data->empty() || data->size() > kMaxCallbackBytes) return bad_request("BUTTON_DATA_INVALID");
    return Button{Button::Kind::callback, *label, *data};
  }
  if (const auto url = text_field(object, "url")) {
    if (!is_link(*url)) return bad_request("inline keyboard button URL '" + *url + "' is invalid: Wrong HTTP URL");
    return Button{Button::Kind::link, *label, *url};
  }
  if (const json::value* pay = object.if_contains("pay"); pay != nullptr && *pay == json::value(true)) {
    return Button{Button::Kind::pay, *label, {}};
  }
  for (const std::string_view kind : {"copy_text", "web_app", "login_url", "switch_inline_query",
                                      "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"}) {
    if (object.contains(kind)) return Button{Button::Kind::other, *label, {}};
  }
  return bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}

ApiResult<Button> parse_reply_button(const json::value& value) {
  std::optional<std::string> label;
  if (value.is_string()) label = std::string(value.get_string());
  if (value.is_object()) label = text_field(value.get_object(), "text");
  if (!label) return bad_request("can't parse keyboard button: Field \"text\" must be of type String");
  if (label->empty()) return bad_request("BUTTON_TEXT_INVALID");
  return Button{Button::Kind::text, *label, *label};
}

template <class ParseButton>
ApiResult<std::vector<Button>> parse_rows(const json::value& rows, std::string_view field, ParseButton parse_button) {
  const std::string must_be_array = "can't parse reply markup: Field \"" + std::string(field) + "\" must be an Array";
  if (!rows.is_array()) return bad_request(must_be_array + " of rows");
  std::vector<Button> buttons;
  for (const json::value& row : rows.get_array()) {
    if (!row.is_array()) return bad_request(must_be_array + " of Arrays");
    for (const json::value& value : row.get_array()) {
      ApiResult<Button> button = parse_button(value);
      if (!button) return button.error();
      buttons.push_back(std::move(*button));
    }
  }
  if (buttons.size() > kMaxButtons) return bad_request("reply markup is too long");
  return buttons;
}

std::optional<ApiError> misplaced_pay_button(const std::vector<Button>& buttons, MarkupPlace place) {
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const bool is_pay = buttons[i].kind == Button::Kind::pay;
    const bool must_be_pay = place == MarkupPlace::invoice && i == 0;
    if (is_pay != must_be_pay) return bad_request("BUTTON_TYPE_INVALID");
  }
  return std::nullopt;
}

}  // namespace

ApiResult<ReplyMarkup> parse_reply_markup(const json::value& markup, MarkupPlace place) {
  if (!markup.is_object()) return bad_request("object expected as reply markup");
  const json::object& object = markup.get_object();
  if (const json::value* rows = object.if_contains("inline_keyboard")) {
    ApiResult<std::vector<Button>> buttons = parse_rows(*rows, "inline_keyboard", parse_inline_button);
    if (!buttons) return buttons.error();
    if (auto error = misplaced_pay_button(*buttons, place)) return *std::move(error);
    if (buttons->empty()) return ReplyMarkup{};
    return ReplyMarkup{json::object{{"inline_keyboard", *rows}}, std::move(*buttons)};
  }
  if (place != MarkupPlace::message) return bad_request("inline keyboard expected");
  if (const json::value* rows = object.if_contains("keyboard")) {
    ApiResult<std::vector<Button>> buttons = parse_rows(*rows, "keyboard", parse_reply_button);
    if (!buttons) return buttons.error();
    return ReplyMarkup{std::nullopt, std::move(*buttons)};
  }
  return ReplyMarkup{};
}

}  // namespace simulator
