#include "russian_texts.hpp"

#include <array>
#include <stdexcept>

#include "calendar.hpp"
#include "notation.hpp"

namespace bot {
namespace {

constexpr std::array kMonths{"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                             "июля",   "августа", "сентября", "октября", "ноября", "декабря"};

/// 1 бот, 2 бота, 5 ботов; 11 ботов, 21 бот, 112 ботов (Unicode CLDR, plural rules for "ru").
std::string counted(std::int64_t count, std::string_view one, std::string_view few, std::string_view many) {
  const std::int64_t last_two = count % 100;
  const std::int64_t last = count % 10;
  const bool teens = last_two >= 11 && last_two <= 14;
  const std::string_view form = !teens && last == 1 ? one : !teens && last >= 2 && last <= 4 ? few : many;
  return std::to_string(count) + " " + std::string(form);
}

std::string title(const shop::PlanOffer& offer) {
  return "«" + offer.title.russian + "»";
}

class RussianTexts final : public Texts {
 public:
  std::string welcome() const override {
    return "Здравствуйте! Я CourseBot. Со мной авторы продают свои курсы прямо в Telegram.\n\n"
           "Выберите тариф — и ваши собственные боты станут витринами ваших курсов.\n\n"
           "/plans — тарифы и цены\n"
           "/my — ваш тариф\n"
           "/help — всё, что я умею";
  }

  std::string help(std::span<const CommandId> commands) const override {
    std::string text = "Вот что я умею:\n";
    for (const CommandId command : commands) {
      text += "\n/" + std::string(to_string(command)) + " — " + describe(command);
    }
    return text;
  }

  std::string not_understood() const override { return "Простите, я не понял. Посмотрите, что я умею: /help"; }

  std::string describe(CommandId command) const override {
    switch (command) {
      case CommandId::start:
        return "поздороваться";
      case CommandId::help:
        return "что я умею";
      case CommandId::plans:
        return "тарифы и цены";
      case CommandId::buy:
        return "купить тариф";
      case CommandId::my:
        return "ваш тариф и срок его действия";
      case CommandId::paysupport:
        return "помощь с оплатой";
      case CommandId::terms:
        return "условия продажи";
      case CommandId::privacy:
        return "что я храню о вас";
      case CommandId::stats:
        return "показатели для владельца";
      case CommandId::answer:
        return "ответить покупателю";
    }
    throw std::logic_error("a command without a Russian description");
  }

  std::string plans(std::span<const shop::PlanOffer> offers) const override {
    return "Наши тарифы:\n\n" + described(offers) + "Нажмите на кнопку, и я пришлю счёт. Оплата — звёздами Telegram.";
  }

  std::string which_plan(std::span<const shop::PlanOffer> offers) const override {
    return "Какой тариф вы хотите?\n\n" + described(offers) +
           "Нажмите на кнопку или назовите тариф сами: " + buy_commands(offers);
  }

  std::string no_such_plan(std::span<const shop::PlanOffer> offers) const override {
    return "Такого тарифа нет. Можно выбрать один из этих: " + buy_commands(offers);
  }

  std::string buy_button(const shop::PlanOffer& offer) const override {
    return "Купить " + title(offer) + " — " + stars(offer.price);
  }

  std::string will_replace(const shop::PlanOffer& current, values::Timestamp ends_at,
                           const shop::PlanOffer& wanted) const override {
    return "Обратите внимание: ваш тариф " + title(current) + " действует до " + date(ends_at) +
           ". После оплаты тариф " + title(wanted) + " начнётся сразу и заменит его; остаток тарифа " + title(current) +
           " не переносится.";
  }

  std::string button_out_of_date() const override { return "Эта кнопка устарела. Посмотрите /plans."; }

  std::string declined(shop::DeclineReason reason) const override {
    return why(reason) + " Звёзды не списаны. Получите новый счёт: /plans";
  }

  std::string receipt(const shop::PlanOffer& offer, const shop::Payment& payment,
                      values::Timestamp ends_at) const override {
    return "Спасибо, оплата получена!\n\n"
           "Тариф: " +
           title(offer) + ", " + bots(offer.bots) + "\n" + "Оплачено: " + stars(payment.amount) + "\n" +
           "Действует до: " + date(ends_at) + "\n" + "Номер платежа: " + payment.charge.value() + "\n\n" +
           "Сохраните, пожалуйста, это сообщение: номер платежа понадобится, если вы обратитесь в /paysupport.";
  }

  std::string paid_for_unknown_order(const shop::Payment& payment) const override {
    return "Мы получили ваш платёж (" + stars(payment.amount) +
           "), но я не могу понять, за что он. Ничего не пропало: поддержка разберётся.\n\n" + for_support(payment);
  }

  std::string paid_too_little(const shop::Payment& payment, const shop::PlanOffer& offer,
                              values::Stars price) const override {
    return "Мы получили ваш платёж (" + stars(payment.amount) + "), но тариф " + title(offer) + " стоит " +
           stars(price) + ", поэтому он не начался. Ничего не пропало: поддержка разберётся.\n\n" +
           for_support(payment);
  }

  std::string current_plan(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Ваш тариф: " + title(offer) + ", " + bots(offer.bots) + "\nДействует до: " + date(ends_at) +
           "\n\nПродлить или сменить тариф: /plans";
  }

  std::string ended_plan(const shop::PlanOffer& offer, values::Timestamp ended_at) const override {
    return "Ваш тариф " + title(offer) + " закончился " + date(ended_at) + ".\n\nПодключить снова: /plans";
  }

  std::string no_plan() const override { return "У вас пока нет тарифа. Выбрать: /plans"; }

  std::string terms(std::span<const shop::PlanOffer> offers) const override {
    std::string text =
        "Условия продажи\n\n"
        "1. Мы продаём тарифы. Тариф позволяет размещать здесь ботов в течение определённого срока:\n";
    for (const shop::PlanOffer& offer : offers) {
      text +=
          "• " + title(offer) + ": " + bots(offer.bots) + ", " + days(offer.period) + ", " + stars(offer.price) + "\n";
    }
    return text +
           "2. Оплата — звёздами Telegram. Тариф начинает действовать, как только поступила оплата; я подтверждаю её "
           "сообщением.\n"
           "3. Автоматического продления нет. Повторная оплата того же тарифа продлевает его, оплата другого — сразу "
           "заменяет текущий.\n"
           "4. Если что-то пошло не так или вам не подошло, попросите о возврате: /paysupport. Возврат делается "
           "звёздами "
           "тому, кто платил.\n"
           "5. Продавец — владелец этого бота. Telegram не участвует в сделке и не рассматривает жалобы на неё.\n"
           "6. Не используйте размещённых ботов для того, что запрещено законом или правилами Telegram: такие боты "
           "отключаются.\n\n"
           "Оплачивая, вы принимаете эти условия. Что я храню о вас: /privacy";
  }

  std::string privacy() const override {
    return "Что я храню о вас\n\n"
           "• ваш номер (id) в Telegram и язык — чтобы узнавать вас и отвечать вам;\n"
           "• ваши заказы, платежи и тарифы — чтобы вы получили оплаченное и чтобы вести учёт;\n"
           "• когда вы в последний раз что-то здесь делали и не заблокировали ли вы меня — чтобы видеть нагрузку на "
           "бота "
           "и не беспокоить вас.\n\n"
           "Ни имени, ни сообщений я не храню. Исключения: то, что вы пишете в /paysupport, получает владелец, а "
           "сообщение, которое я не смог обработать, может храниться, пока ошибка не найдена. Данные карты ко мне не "
           "попадают: оплату принимает Telegram.\n\n"
           "Кто это видит: только владелец этого бота. Данные не продаются и не передаются другим.\n\n"
           "Как долго: пока бот работает. Вы можете попросить показать или удалить эти данные: /paysupport. Записи о "
           "платежах хранятся столько, сколько требует учёт.";
  }

  std::string pay_support() const override {
    return "Что-то не так с оплатой? Напишите владельцу этого бота прямо здесь — одним сообщением, которое начинается "
           "с "
           "/paysupport. Например:\n\n"
           "/paysupport Оплата прошла, но тариф не начался. Номер платежа: …\n\n"
           "Расскажите, пожалуйста, что случилось, и укажите номер платежа из подтверждения. Ответ придёт в этот чат. "
           "Так же можно попросить о возврате.\n\n"
           "Поддержка самого Telegram с покупками в ботах помочь не может.";
  }

  std::string pay_support_without_owners() const override {
    return "Что-то не так с оплатой? Напишите, пожалуйста, владельцу этого бота: его контакт есть в профиле бота или "
           "там, где вы о боте узнали.\n\n"
           "Расскажите, что случилось, и укажите номер платежа из подтверждения. Так же можно попросить о возврате.\n\n"
           "Поддержка самого Telegram с покупками в ботах помочь не может.";
  }

  std::string support_request_sent() const override {
    return "Спасибо, я передал ваше сообщение владельцу. Ответ придёт в этот чат.";
  }

  std::string support_answer(std::string_view answer) const override {
    return "Ответ поддержки:\n\n" + std::string(answer) + "\n\nЧтобы написать ещё: /paysupport и ваше сообщение";
  }

  std::string statistics(const store::Totals& totals, std::int64_t users_online, std::int64_t bots_served,
                         std::span<const shop::PlanOffer> offers) const override {
    std::string text =
        "Пользователей: " + std::to_string(totals.users) + ", сейчас онлайн: " + std::to_string(users_online) +
        "\nПлатежей: успешных — " + std::to_string(totals.payments_succeeded) + ", неудачных — " +
        std::to_string(totals.payments_failed) + "\nПолучено: " + stars(totals.received) + "\nБотов: создано — " +
        std::to_string(totals.bots) + ", работает сейчас — " + std::to_string(bots_served) + "\n\nДействующие тарифы:";
    for (const shop::PlanOffer& offer : offers) {
      text += "\n• " + title(offer) + ": " +
              std::to_string(totals.active_subscriptions.at(static_cast<std::size_t>(offer.id)));
    }
    return text;
  }

  std::string support_request(values::UserId customer, std::string_view request) const override {
    return "✉️ Покупатель " + number(customer) + " пишет в поддержку:\n\n" + std::string(request) +
           "\n\nЧтобы ответить: /answer " + number(customer) + " и ваш текст";
  }

  std::string how_to_answer() const override {
    return "Напишите номер покупателя и ваш текст, например:\n\n"
           "/answer 123456789 Здравствуйте! Мы вернули вам звёзды.";
  }

  std::string no_such_customer(values::UserId customer) const override {
    return "Я не знаю покупателя с номером " + number(customer) + ".";
  }

  std::string answer_sent(values::UserId customer) const override {
    return "Отправляю ваш ответ покупателю " + number(customer) + ".";
  }

  std::string payment_needs_attention(PaymentTrouble trouble, const shop::Payment& payment) const override {
    return "⚠️ Платёж требует вашего внимания\n\n" + explain(trouble) + "\n\nСумма: " + stars(payment.amount) +
           "\nНомер платежа: " + payment.charge.value() + "\nПлательщик: " + number(payment.payer) +
           "\nСчёт: " + payment.payload;
  }

  std::string undeliverable(std::string_view method, std::optional<values::ChatId> chat,
                            std::string_view reason) const override {
    return "⚠️ Telegram не принял сообщение (" + std::string(method) + ")" + (chat ? " для чата " + number(*chat) : "") +
           ": " + std::string(reason) + "\n\nЕсли это было подтверждение оплаты, сам платёж надёжно записан.";
  }

  std::string update_put_aside(values::UpdateId update, std::string_view reason, bool was_payment) const override {
    return "⚠️ Я не смог обработать обновление " + number(update) + " и отложил его: " + std::string(reason) +
           (was_payment ? "\n\nЭто был платёж: проверьте его, пожалуйста, вручную." : "");
  }

  std::string bots(std::optional<int> count) const override {
    return count ? counted(*count, "бот", "бота", "ботов") : "сколько угодно ботов";
  }

  std::string days(std::chrono::days count) const override { return counted(count.count(), "день", "дня", "дней"); }

  std::string date(values::Timestamp at) const override {
    const CalendarMinute minute = calendar_minute(at);
    return std::to_string(minute.day) + " " + kMonths.at(minute.month - 1) + " " + std::to_string(minute.year) +
           " г., " + minute.clock + " UTC";
  }

 private:
  std::string described(std::span<const shop::PlanOffer> offers) const {
    std::string text;
    for (const shop::PlanOffer& offer : offers) {
      text += title(offer) + " — " + stars(offer.price) + " на " + days(offer.period) + ", " + bots(offer.bots) + "\n" +
              offer.description.russian + "\n\n";
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
    return "Номер платежа: " + payment.charge.value() + "\n\nСохраните его, пожалуйста. Вопросы: /paysupport";
  }

  static std::string why(shop::DeclineReason reason) {
    switch (reason) {
      case shop::DeclineReason::unknown_order:
        return "Я не знаю этого счёта.";
      case shop::DeclineReason::foreign_payer:
        return "Этот счёт выставлен другому человеку.";
      case shop::DeclineReason::already_paid:
        return "Этот счёт уже оплачен.";
      case shop::DeclineReason::wrong_currency:
        return "Я принимаю только звёзды Telegram.";
      case shop::DeclineReason::wrong_amount:
        return "Сумма не совпадает со счётом.";
      case shop::DeclineReason::price_changed:
        return "С тех пор цена изменилась.";
    }
    throw std::logic_error("a reason to decline without a Russian text");
  }

  static std::string explain(PaymentTrouble trouble) {
    switch (trouble) {
      case PaymentTrouble::unknown_order:
        return "Он не относится ни к одному заказу этого бота. Платёж записан, тариф не выдан.";
      case PaymentTrouble::foreign_payer:
        return "Он за чужой заказ. Платёж записан, тариф получил плательщик.";
      case PaymentTrouble::underpaid:
        return "Он меньше цены заказа. Платёж записан, тариф не выдан.";
      case PaymentTrouble::overpaid:
        return "Он больше цены заказа. Платёж записан, тариф выдан.";
    }
    throw std::logic_error("a payment's trouble without a Russian text");
  }
};

}  // namespace

const Texts& russian_texts() {
  static const RussianTexts texts;
  return texts;
}

}  // namespace bot
