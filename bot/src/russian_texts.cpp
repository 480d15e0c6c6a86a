#include "russian_texts.hpp"

#include <array>
#include <stdexcept>

#include "calendar.hpp"
#include "counting.hpp"
#include "notation.hpp"

namespace bot {
namespace {

constexpr std::array kMonths{"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                             "июля",   "августа", "сентября", "октября", "ноября", "декабря"};

std::string title(const shop::PlanOffer& offer) {
  return "«" + offer.title.russian + "»";
}

class RussianTexts final : public Texts {
 public:
  std::string welcome() const override {
    return "Здравствуйте! Я CourseBot. Здесь можно найти курс и пройти его урок за уроком прямо в Telegram.\n\n"
           "Если вы преподаёте сами: с тарифом ваши собственные боты станут витринами ваших курсов.\n\n"
           "/courses — чему здесь учат\n"
           "/my — ваши курсы и ваш тариф\n"
           "/plans — тарифы для авторов\n"
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
      case CommandId::courses:
        return "курсы: читать и покупать";
      case CommandId::search:
        return "найти курс";
      case CommandId::receipts:
        return "ваши платежи";
      case CommandId::language:
        return "язык, на котором я говорю";
      case CommandId::reminders:
        return "включить или выключить напоминания";
      case CommandId::support:
        return "написать владельцу";
      case CommandId::add_course:
        return "создать курс";
      case CommandId::edit_course:
        return "изменить курс";
      case CommandId::course_stats:
        return "как идут курсы";
      case CommandId::plans:
        return "тарифы и цены";
      case CommandId::buy:
        return "купить тариф";
      case CommandId::subscribe:
        return "тариф с автопродлением";
      case CommandId::promo:
        return "применить промокод";
      case CommandId::my:
        return "ваш тариф и срок его действия";
      case CommandId::refund:
        return "вернуть платёж";
      case CommandId::paysupport:
        return "помощь с оплатой";
      case CommandId::terms:
        return "условия продажи";
      case CommandId::privacy:
        return "что я храню о вас";
      case CommandId::delete_me:
        return "удалить данные о вас";
      case CommandId::stats:
        return "показатели для владельца";
      case CommandId::find:
        return "найти покупателя, заказ или платёж";
      case CommandId::answer:
        return "ответить покупателю";
      case CommandId::grant:
        return "подарить покупателю тариф";
      case CommandId::revoke:
        return "прекратить тариф покупателя";
      case CommandId::export_table:
        return "платежи или подписки таблицей";
      case CommandId::broadcast:
        return "написать сразу многим";
      case CommandId::alerts:
        return "что сработало и что без звука";
      case CommandId::chart:
        return "график, например пользователей или платежей";
      case CommandId::dashboard:
        return "дашборд одной картинкой";
      case CommandId::query:
        return "график по запросу PromQL";
      case CommandId::metrics:
        return "метрики бота";
      case CommandId::audit:
        return "что владельцы делали в последнее время";
    }
    throw std::logic_error("a command without a Russian description");
  }

  std::string plans(std::span<const shop::PlanOffer> offers) const override {
    return "Наши тарифы:\n\n" + described(offers) + "Нажмите на кнопку, и я пришлю счёт. Оплата — звёздами Telegram.";
  }

  std::string which_plan(std::span<const shop::PlanOffer> offers) const override {
    return "Какой тариф вы хотите?\n\n" + described(offers) +
           "Нажмите на кнопку или назовите тариф сами: " + commands("/buy ", offers);
  }

  std::string no_such_plan(std::span<const shop::PlanOffer> offers) const override {
    return "Такого тарифа нет. Можно выбрать один из этих: " + commands("/buy ", offers);
  }

  std::string nothing_on_sale() const override {
    return "Сейчас ничего такого в продаже нет. Загляните, пожалуйста, позже.";
  }

  std::string not_on_sale(const shop::PlanOffer& offer) const override {
    return "Тариф " + title(offer) + " так больше не продаётся. Посмотрите, что есть: /plans";
  }

  std::string renews_already(const shop::PlanOffer& offer) const override {
    return "Telegram и так продлевает ваш тариф " + title(offer) +
           ", платить за него ещё раз не нужно. Узнать, когда, или отключить продление: /my";
  }

  std::string buy_button(const PricedOffer& priced) const override {
    return "Купить " + title(priced.offer) + " — " + stars(priced.price);
  }

  std::string will_replace(const shop::PlanOffer& current, values::Timestamp ends_at, const shop::PlanOffer& wanted,
                           std::chrono::days credit) const override {
    std::string text = "Обратите внимание: ваш тариф " + title(current) + " действует до " + date(ends_at) +
                       ". После оплаты тариф " + title(wanted) + " начнётся сразу и заменит его. ";
    if (credit < std::chrono::days{1}) {
      return text + "Остаток тарифа " + title(current) + " стоит меньше одного дня тарифа " + title(wanted) + ".";
    }
    return text + "Остаток тарифа " + title(current) + " не пропадёт: он добавит к тарифу " + title(wanted) +
           " примерно " + days(credit) + ".";
  }

  std::string will_not_be_renewed(const shop::PlanOffer& current) const override {
    return "Тариф " + title(current) + " Telegram с этого момента продлевать не будет.";
  }

  std::string button_out_of_date() const override { return "Эта кнопка устарела. Посмотрите /plans."; }

  std::string renewing_button() const override { return "С автопродлением…"; }

  std::string which_subscription(std::span<const shop::PlanOffer> offers) const override {
    return "По подписке Telegram сам продлевает тариф каждые 30 дней по сегодняшней цене, пока вы её не отключите. "
           "Сделать это можно в любой момент: /my\n\n" +
           described(offers) + "Нажмите на кнопку или назовите тариф сами: " + commands("/subscribe ", offers);
  }

  std::string no_such_subscription(std::span<const shop::PlanOffer> offers) const override {
    return "Такого тарифа нет. Можно выбрать один из этих: " + commands("/subscribe ", offers);
  }

  std::string subscribe_button(const shop::PlanOffer& offer) const override {
    return title(offer) + " — " + stars(offer.price) + " каждые 30 дней";
  }

  std::string subscription_link(const PricedOffer& priced) const override {
    return "Ваша подписка на тариф " + title(priced.offer) + ": " + stars(priced.price) +
           " сегодня и затем каждые 30 дней, списывает Telegram. Отключить можно в любой момент: /my";
  }

  std::string pay_button(values::Stars price) const override { return "Платить " + stars(price) + " каждые 30 дней"; }

  std::string no_link() const override {
    return "Простите, Telegram не дал мне ссылку для оплаты. Владелец об этом знает. Тариф можно купить разово: /buy";
  }

  std::string how_to_use_promo() const override {
    return "Если у вас есть промокод, напишите его после команды, например: /promo SPRING\n\n"
           "Промокод делает дешевле разовую покупку. На подписки он не действует.";
  }

  std::string promo_offers(std::string_view code, std::span<const PricedOffer> offers) const override {
    std::string text = "С промокодом " + std::string(code) + " вы платите:\n";
    for (const PricedOffer& priced : offers) {
      text += "\n• " + title(priced.offer) + ", " + days(priced.offer.period) + ": " + stars(priced.price) +
              " вместо " + stars(priced.offer.price);
    }
    return text + "\n\nНажмите на кнопку, и я пришлю счёт.";
  }

  std::string promo_refused(shop::PromoProblem problem) const override {
    return why(problem) + " Тарифы по обычной цене: /plans";
  }

  std::string declined(shop::DeclineReason reason) const override {
    if (reason == shop::DeclineReason::already_subscribed) {
      return why(reason) + " Звёзды не списаны. Ваш тариф: /my";
    }
    if (reason == shop::DeclineReason::already_owned) return why(reason) + " Звёзды не списаны. Открыть: /my";
    if (reason == shop::DeclineReason::not_reachable) return why(reason) + " Звёзды не списаны.";
    return why(reason) + " Звёзды не списаны. Получите новый счёт: /courses, /plans";
  }

  std::string receipt(const Receipt& receipt) const override {
    const shop::Payment& payment = receipt.payment;
    return thanks(payment) + "\n\nТариф: " + title(receipt.offer) + ", " + bots(receipt.offer.bots) +
           "\nОплачено: " + stars(payment.amount) + "\nДействует до: " + date(receipt.subscription.ends_at) +
           renewal_line(receipt.subscription) + (receipt.subscription.renews() ? " (отключить: /my)" : "") +
           "\nНомер платежа: " + payment.charge.value() +
           "\n\nСохраните, пожалуйста, это сообщение: номер платежа понадобится, если вы обратитесь в /paysupport.";
  }

  std::string paid_for_unknown_order(const shop::Payment& payment) const override {
    return "Мы получили ваш платёж (" + stars(payment.amount) +
           "), но я не могу понять, за что он. Ничего не пропало: поддержка разберётся.\n\n" + for_support(payment);
  }

  std::string paid_too_little(const shop::Payment& payment, std::string_view product,
                              values::Stars price) const override {
    return "Мы получили ваш платёж (" + stars(payment.amount) + "), но «" + std::string(product) + "» стоит " +
           stars(price) + ", поэтому покупка пока не ваша. Ничего не пропало: поддержка разберётся.\n\n" +
           for_support(payment);
  }

  std::string paid_twice(const shop::Payment& payment) const override {
    return "Вы заплатили " + stars(payment.amount) +
           " за то, что уже было оплачено. Возвращаю эти звёзды; Telegram это подтвердит.\n\n" + for_support(payment);
  }

  std::string unwanted_renewal(const shop::Payment& payment) const override {
    return "Telegram списал " + stars(payment.amount) +
           " за подписку, которая уже прекращена. Возвращаю эти звёзды и ещё раз прошу Telegram её не продлевать.\n\n" +
           for_support(payment);
  }

  std::string current_plan(const shop::PlanOffer& offer, const shop::Subscription& subscription) const override {
    return "Ваш тариф: " + title(offer) + ", " + bots(offer.bots) + "\nДействует до: " + date(subscription.ends_at) +
           renewal_line(subscription) + "\n\nПродлить или сменить тариф: /plans";
  }

  std::string plan_in_grace(const shop::PlanOffer& offer, values::Timestamp ended_at,
                            values::Timestamp until) const override {
    return "Ваш тариф " + title(offer) + " закончился " + date(ended_at) + ". Ваши боты продолжают работать до " +
           date(until) + ".\n\nПодключить снова: /plans";
  }

  std::string ended_plan(const shop::PlanOffer& offer, values::Timestamp ended_at) const override {
    return "Ваш тариф " + title(offer) + " закончился " + date(ended_at) + ".\n\nПодключить снова: /plans";
  }

  std::string no_plan() const override { return "У вас пока нет тарифа. Выбрать: /plans"; }

  std::string last_payments(std::span<const PaymentLine> payments) const override {
    std::string text = "Последние платежи:";
    for (const PaymentLine& line : payments) text += "\n• " + described(line);
    return text;
  }

  std::string terms(const shop::Catalogue& catalogue) const override {
    std::string text =
        "Условия продажи\n\n"
        "1. Мы продаём курсы и тарифы. Курс можно читать, пока этот бот работает; с ним открыт и его закрытый канал, "
        "если "
        "он есть. Тариф позволяет размещать здесь ботов в течение определённого срока:\n";
    for (const shop::PlanOffer& offer : catalogue.plans_on_sale()) {
      text +=
          "• " + title(offer) + ": " + bots(offer.bots) + ", " + days(offer.period) + ", " + stars(offer.price) + "\n";
    }
    return text +
           "2. Оплата — звёздами Telegram. Курс открывается, а тариф начинает действовать, как только поступила "
           "оплата; я "
           "подтверждаю её "
           "сообщением.\n"
           "3. Тариф, купленный командой /buy, заканчивается сам. Повторная оплата того же тарифа продлевает его. "
           "Другой "
           "тариф начинается сразу, а остаток прежнего засчитывается дополнительными днями.\n"
           "4. Подписку /subscribe Telegram продлевает сам каждые 30 дней по той же цене, пока вы её не отключите: /my "
           "или настройки Telegram. Оплаченное остаётся вашим до конца срока.\n"
           "5. " +
           grace_rule(catalogue.rules()) + "\n6. " + refund_rule(catalogue.refunds()) +
           " Возврат делается звёздами тому, кто платил, и забирает курс или дни, за которые заплачено. Счёт, "
           "оплаченный "
           "дважды, "
           "возвращается сам.\n"
           "7. Промокоды делают дешевле разовые покупки; они не обмениваются на звёзды и не действуют на подписки.\n"
           "8. Продавец — владелец этого бота. Telegram не участвует в сделке и не рассматривает жалобы на неё.\n"
           "9. Не используйте размещённых ботов для того, что запрещено законом или правилами Telegram: такие боты "
           "отключаются.\n\n"
           "Оплачивая, вы принимаете эти условия. Что я храню о вас: /privacy";
  }

  std::string privacy() const override {
    return "Что я храню о вас\n\n"
           "• ваш номер (id) в Telegram и язык — чтобы узнавать вас и отвечать вам;\n"
           "• ваши заказы, платежи и тарифы — чтобы вы получили оплаченное и чтобы вести учёт;\n"
           "• ваши курсы, прочитанные уроки, ответы на вопросы в них и то, состоите ли вы в канале курса, — чтобы "
           "показывать, сколько пройдено, и впускать вас;\n"
           "• когда вы в последний раз что-то здесь делали и не заблокировали ли вы меня — чтобы видеть нагрузку на "
           "бота "
           "и не беспокоить вас.\n\n"
           "Ни имени, ни сообщений я не храню. Исключения: то, что вы пишете в /support и /paysupport, получает "
           "владелец, имя для "
           "сертификата стоит в нём и больше нигде, а "
           "сообщение, которое я не смог обработать, может храниться, пока ошибка не найдена. Данные карты ко мне не "
           "попадают: оплату принимает Telegram.\n\n"
           "Кто это видит: только владелец этого бота. Данные не продаются и не передаются другим.\n\n"
           "Как долго: пока бот работает. Удалить данные можно в любой момент: /delete_me. Записи о платежах и "
           "возвратах "
           "хранятся с вашим номером столько, сколько требует учёт. Узнать, что хранится: /paysupport";
  }

  std::string stop_renewal_button() const override { return "Отключить продление"; }

  std::string renewal_canceled(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Telegram больше не будет продлевать ваш тариф " + title(offer) + ". Он остаётся вашим до " + date(ends_at) +
           ".\n\nЕсли передумаете: /subscribe";
  }

  std::string renewal_resumed(const shop::PlanOffer& offer, const shop::Renewal& renewal) const override {
    return "Telegram снова будет продлевать ваш тариф " + title(offer) + ", в следующий раз — " +
           date(renewal.paid_until) + ", за " + stars(renewal.price) + ". Отключить: /my";
  }

  std::string renewal_failed(const shop::PlanOffer& offer, values::Timestamp ends_at,
                             std::chrono::days grace) const override {
    std::string text = "Telegram не смог списать оплату за ваш тариф " + title(offer) +
                       ", поэтому он не продлён. Он закончится " + date(ends_at);
    if (grace > std::chrono::days{0}) text += ", и ваши боты проработают ещё " + days(grace);
    return text + ".\n\nЧтобы сохранить тариф, пополните звёзды и выберите: /plans";
  }

  std::string plan_withdrawn(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Тариф " + title(offer) +
           " больше не продаётся, поэтому Telegram не будет его продлевать. Ваш действует до " + date(ends_at) +
           ".\n\nВыбрать другой: /plans";
  }

  std::string plan_ends_soon(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Ваш тариф " + title(offer) + " заканчивается " + date(ends_at) + ".\n\nПродлите его вовремя: /plans";
  }

  std::string plan_renews_soon(const shop::PlanOffer& offer, const shop::Renewal& renewal) const override {
    return "Telegram продлит ваш тариф " + title(offer) + " " + date(renewal.paid_until) + " за " +
           stars(renewal.price) + ". Делать ничего не нужно.\n\nОтключить продление: /my";
  }

  std::string plan_has_ended(const shop::PlanOffer& offer, values::Timestamp ended_at,
                             std::optional<values::Timestamp> grace_until) const override {
    std::string text = "Ваш тариф " + title(offer) + " закончился " + date(ended_at) + ".";
    if (grace_until) text += " Ваши боты продолжают работать до " + date(*grace_until) + ".";
    return text + "\n\nПодключить снова: /plans";
  }

  std::string plan_is_over(const shop::PlanOffer& offer) const override {
    return "Дополнительное время после тарифа " + title(offer) +
           " закончилось, ваши боты отключены. Всё, что в них есть, сохранено.\n\nПодключить снова: /plans";
  }

  std::string which_refund(const std::optional<shop::RefundRule>& rule) const override {
    return "Какой платёж вернуть? Вместе с ним уйдут дни, за которые он заплачен.\n\n" + refund_rule(rule);
  }

  std::string nothing_to_refund() const override {
    return "За последние 90 дней у вас нет платежей, которые можно вернуть. Вопросы: /paysupport";
  }

  std::string refund_button(const shop::Payment& payment) const override {
    return stars(payment.amount) + " от " + date(payment.received_at);
  }

  std::string confirm_refund(const shop::Payment& payment) const override {
    return "Вернуть ваш платёж " + stars(payment.amount) + " от " + date(payment.received_at) +
           "? Дни, за которые он заплачен, будут вычтены из тарифа; если это подписка, она больше не продлится.";
  }

  std::string confirm_refund_button(const shop::Payment& payment) const override {
    return "Да, вернуть " + stars(payment.amount);
  }

  std::string refund_on_its_way(const shop::Payment& payment) const override {
    return "Возвращаю вам " + stars(payment.amount) + ". Напишу, как только Telegram это подтвердит.";
  }

  std::string no_refund(shop::RefundRefusal refusal, const std::optional<shop::RefundRule>& rule) const override {
    switch (refusal) {
      case shop::RefundRefusal::already_refunded:
        return "Этот платёж уже возвращён или возвращается. Вопросы: /paysupport";
      case shop::RefundRefusal::too_late:
        return "Сам я могу вернуть платёж, только если с него прошло не больше " +
               of_days(rule ? rule->within : std::chrono::days{0}) +
               ". Этот старше. Обратитесь, пожалуйста, к владельцу: /paysupport";
      case shop::RefundRefusal::too_much_read:
        return "Прочитано слишком много уроков, чтобы я мог вернуть этот платёж сам. Обратитесь, пожалуйста, к "
               "владельцу: /paysupport";
      case shop::RefundRefusal::not_automatic:
        return "Сам я платежи не возвращаю. Обратитесь, пожалуйста, к владельцу: /paysupport";
    }
    throw std::logic_error("a refusal of a refund without a Russian text");
  }

  std::string unknown_payment() const override { return "Я не знаю такого платежа."; }

  std::string money_back(const shop::Refund& refund) const override {
    return "Вам возвращено " + stars(refund.amount) + ".\nНомер платежа: " + refund.charge.value();
  }

  std::string plan_shortened(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "Ваш тариф " + title(offer) + " стал короче на оплаченное ими время: он действует до " + date(ends_at) + ".";
  }

  std::string plan_taken_back(const shop::PlanOffer& offer) const override {
    return "На этом ваш тариф " + title(offer) + " закончился.";
  }

  std::string refund_refused(values::Stars amount) const override {
    return "Простите, Telegram не дал мне вернуть ваши " + stars(amount) +
           ". Владелец об этом знает и разберётся. Вопросы: /paysupport";
  }

  std::string plan_granted(const shop::PlanOffer& offer, std::chrono::days count,
                           values::Timestamp ends_at) const override {
    return "Владелец этого бота подарил вам тариф " + title(offer) + " на " + days(count) + ": " + bots(offer.bots) +
           ".\n\nДействует до: " + date(ends_at);
  }

  std::string plan_revoked(const shop::PlanOffer& offer) const override {
    return "Владелец этого бота прекратил действие вашего тарифа " + title(offer) + ". Вопросы: /paysupport";
  }

  std::string renewal_ended() const override { return "Telegram больше не будет продлевать вашу подписку."; }

  std::string what_forgetting_means() const override {
    return "Я могу удалить то, что знаю о вас.\n\n"
           "Что удалится: ваш язык, время последнего обращения, ваш тариф с напоминаниями и неоплаченные заказы.\n\n"
           "Что останется: ваши платежи (и за что они) и возвраты вместе с вашим номером в Telegram, а также записи "
           "владельца о том, что для вас сделано, например о возврате. Они нужны для возвратов, учёта и налоговой "
           "службы.\n\n"
           "Если Telegram продлевает ваш тариф, он перестанет это делать. Пока вы не напишете снова, я напишу вам, "
           "только если поступит платёж или вернутся звёзды.";
  }

  std::string forgetting_ends(const shop::PlanOffer& offer, values::Timestamp ends_at) const override {
    return "⚠️ Ваш тариф " + title(offer) + " действует до " + date(ends_at) +
           ". Он закончится сразу, звёзды за него не вернутся. Если вам нужен возврат, сначала попросите о нём: "
           "/refund";
  }

  std::string forget_button() const override { return "Да, удалить мои данные"; }

  std::string forgotten() const override {
    return "Готово: ваши данные удалены. Осталось только то, что я назвал.\n\n"
           "Если захотите вернуться, просто напишите /start. До свидания!";
  }

  std::string pay_support() const override {
    return "Что-то не так с оплатой? Напишите владельцу этого бота прямо здесь — одним сообщением, которое начинается "
           "с "
           "/paysupport. Например:\n\n"
           "/paysupport Оплата прошла, но тариф не начался. Номер платежа: …\n\n"
           "Расскажите, пожалуйста, что случилось, и укажите номер платежа из подтверждения. Ответ придёт в этот чат. "
           "Чтобы вернуть платёж, попробуйте сначала /refund.\n\n"
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

  std::string support_request(const SupportCase& support_case) const override {
    std::string text = "✉️ Покупатель " + number(support_case.customer) + " пишет в поддержку:\n\n" +
                       support_case.request + "\n\nТариф: ";
    if (support_case.subscription) {
      text += title(*support_case.offer) + " до " + date(support_case.subscription->ends_at) +
              renewal_line(*support_case.subscription);
    } else {
      text += "нет";
    }
    for (const PaymentLine& line : support_case.payments) {
      text += "\n\nПлатёж: " + described(line);
      if (line.state == PaymentState::kept || line.state == PaymentState::refund_refused) {
        text += "\n/refund " + line.payment.charge.value();
      } else {
        text += "\n" + line.payment.charge.value();
      }
    }
    return text + "\n\nЧтобы ответить: /answer " + number(support_case.customer) + " и ваш текст";
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

  std::string refund_requested(const shop::Payment& payment) const override {
    return "Я попросил Telegram вернуть " + stars(payment.amount) + " покупателю " + number(payment.payer) +
           ". Он узнает, когда это будет сделано; вы — если Telegram откажет.";
  }

  std::string refund_known(const shop::Payment& payment) const override {
    return "Платёж покупателя " + number(payment.payer) + " (" + stars(payment.amount) +
           ") уже возвращён или возвращается.";
  }

  std::string refund_failed(const shop::RefundRequest& request, std::string_view reason) const override {
    return "⚠️ Telegram отказал в возврате: " + std::string(reason) + "\n\nСумма: " + stars(request.amount) +
           "\nПокупатель: " + number(request.payer) + "\nПопробовать ещё раз: /refund " + request.charge.value();
  }

  std::string charged_back(const shop::Refund& refund) const override {
    return "⚠️ Платёж возвращён без нашей просьбы. То, что на него куплено, тоже отменено.\n\nСумма: " +
           stars(refund.amount) + "\nПокупатель: " + number(refund.payer) + "\nНомер платежа: " + refund.charge.value();
  }

  std::string strange_refund(const shop::Refund& refund) const override {
    return "⚠️ Telegram сообщает о возврате платежа, но такого я не знаю.\n\nСумма: " + stars(refund.amount) +
           "\nПокупатель: " + number(refund.payer) + "\nНомер платежа: " + refund.charge.value();
  }

  std::string renewal_goes_on(const shop::Payment& first_charge, std::string_view reason) const override {
    return "⚠️ Telegram не дал мне отменить подписку: " + std::string(reason) +
           "\n\nЕсли её всё же продлят, я верну звёзды.\n\nПокупатель: " + number(first_charge.payer) +
           "\nПервый платёж: " + first_charge.charge.value();
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

  std::string catalogue_refused(std::string_view problem) const override {
    return "⚠️ В файлах каталога ошибка, поэтому действует то, что было в них раньше:\n\n" + std::string(problem);
  }

  std::string bots(std::optional<int> count) const override {
    return count ? in_russian(*count, "бот", "бота", "ботов") : "сколько угодно ботов";
  }

  std::string days(std::chrono::days count) const override { return in_russian(count.count(), "день", "дня", "дней"); }

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
        return " (возвращается)";
      case PaymentState::refunded:
        return " (возвращён)";
      case PaymentState::charged_back:
        return " (отозван)";
      case PaymentState::refund_refused:
        return " (Telegram отказал в возврате)";
    }
    throw std::logic_error("a payment's state without a Russian text");
  }

  /// A line of its own about Telegram's renewal, if there is any.
  std::string renewal_line(const shop::Subscription& subscription) const {
    if (!subscription.renewal) return "";
    const shop::Renewal& renewal = *subscription.renewal;
    switch (renewal.state) {
      case shop::RenewalState::active:
        return "\nTelegram продлит: " + date(renewal.paid_until) + ", за " + stars(renewal.price);
      case shop::RenewalState::canceled:
        return "\nПродление: отключено";
      case shop::RenewalState::failed:
        return "\nПродление: Telegram не смог списать оплату";
    }
    throw std::logic_error("a renewal's state without a Russian text");
  }

  static std::string thanks(const shop::Payment& payment) {
    if (payment.source == shop::LedgerSource::reconciliation) {
      return "Сведения о вашем платеже затерялись по дороге ко мне. Я их нашёл: спасибо, и простите за задержку!";
    }
    return payment.kind == shop::PaymentKind::renewal ? "Telegram продлил ваш тариф. Спасибо!"
                                                      : "Спасибо, оплата получена!";
  }

  /// "1 дня", "3 дней": after "не больше".
  static std::string of_days(std::chrono::days count) { return in_russian(count.count(), "дня", "дней", "дней"); }

  std::string grace_rule(const shop::PlanRules& rules) const {
    if (rules.grace <= std::chrono::days{0}) return "Когда тариф заканчивается, его боты отключаются.";
    return "Когда тариф заканчивается, его боты работают ещё " + days(rules.grace) + ", чтобы вы успели его продлить.";
  }

  std::string refund_rule(const std::optional<shop::RefundRule>& rule) const {
    if (!rule || rule->within <= std::chrono::days{0}) {
      return "Если что-то пошло не так или вам не подошло, попросите владельца о возврате: /paysupport.";
    }
    return "В течение " + of_days(rule->within) +
           " после оплаты я верну платёж без объяснения причин, а за курс — пока прочитано меньше уроков, чем " +
           std::to_string(rule->lessons_below) + ": /refund. Позже решает владелец: /paysupport.";
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
      case shop::DeclineReason::already_subscribed:
        return "Telegram и так продлевает вам этот тариф.";
      case shop::DeclineReason::link_closed:
        return "Эта подписка прекращена.";
      case shop::DeclineReason::not_on_sale:
        return "Это больше не продаётся.";
      case shop::DeclineReason::promo_not_valid:
        return "Промокод больше не действует.";
      case shop::DeclineReason::wrong_currency:
        return "Я принимаю только звёзды Telegram.";
      case shop::DeclineReason::wrong_amount:
        return "Сумма не совпадает со счётом.";
      case shop::DeclineReason::price_changed:
        return "С тех пор цена изменилась.";
      case shop::DeclineReason::already_owned:
        return "Этот курс у вас уже есть.";
      case shop::DeclineReason::not_reachable:
        return "Сейчас я никого не могу впустить в канал этого курса. Владелец об этом знает.";
    }
    throw std::logic_error("a reason to decline without a Russian text");
  }

  static std::string why(shop::PromoProblem problem) {
    switch (problem) {
      case shop::PromoProblem::unknown:
        return "Я не знаю такого промокода.";
      case shop::PromoProblem::expired:
        return "Срок действия промокода истёк.";
      case shop::PromoProblem::other_plan:
        return "Этот промокод не для этого тарифа.";
      case shop::PromoProblem::used_up:
        return "Этот промокод уже израсходован.";
      case shop::PromoProblem::used_by_customer:
        return "Вы уже применили этот промокод.";
    }
    throw std::logic_error("a promo code's problem without a Russian text");
  }

  static std::string explain(PaymentTrouble trouble) {
    switch (trouble) {
      case PaymentTrouble::unknown_order:
        return "Он не относится ни к одному заказу этого бота. Платёж записан, за него ничего не выдано.";
      case PaymentTrouble::foreign_payer:
        return "Он за чужой заказ. Платёж записан, заказанное получил плательщик.";
      case PaymentTrouble::underpaid:
        return "Он меньше цены заказа. Платёж записан, за него ничего не выдано.";
      case PaymentTrouble::overpaid:
        return "Он больше цены заказа. Платёж записан, заказанное выдано.";
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
