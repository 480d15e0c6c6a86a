#include "russian_owner_texts.hpp"

#include <stdexcept>

#include "audit.hpp"
#include "notation.hpp"
#include "russian_texts.hpp"

namespace bot {
namespace {

std::string title(const shop::PlanOffer& offer) {
  return "«" + offer.title.russian + "»";
}

std::string days(std::chrono::days count) {
  return russian_texts().days(count);
}

std::string date(values::Timestamp at) {
  return russian_texts().date(at);
}

std::string sales(std::string_view span, const store::Sales& sales) {
  std::string text =
      std::string(span) + ": платежей — " + std::to_string(sales.payments) + ", " + stars(sales.received);
  if (sales.refunds > 0) text += "; возвратов — " + std::to_string(sales.refunds) + ", " + stars(sales.refunded);
  return text;
}

std::string stage(shop::PlanStage stage, values::Timestamp ends_at) {
  switch (stage) {
    case shop::PlanStage::running:
      return "действует до: " + date(ends_at);
    case shop::PlanStage::in_grace:
      return "закончился, идёт отсрочка: " + date(ends_at);
    case shop::PlanStage::over:
      return "закончился: " + date(ends_at);
  }
  throw std::logic_error("a plan's stage without a Russian text");
}

std::string renewal(const shop::Renewal& renewal) {
  switch (renewal.state) {
    case shop::RenewalState::active:
      return "Telegram продлевает его за " + stars(renewal.price) + ", оплачено до: " + date(renewal.paid_until);
    case shop::RenewalState::canceled:
      return "Продление отменено, оплачено до: " + date(renewal.paid_until);
    case shop::RenewalState::failed:
      return "Telegram не смог его продлить, оплачено до: " + date(renewal.paid_until);
  }
  throw std::logic_error("a renewal's state without a Russian text");
}

std::string kind(shop::PaymentKind kind) {
  switch (kind) {
    case shop::PaymentKind::one_off:
      return "разовый";
    case shop::PaymentKind::first:
      return "первый по подписке";
    case shop::PaymentKind::renewal:
      return "продление через Telegram";
  }
  throw std::logic_error("a payment's kind without a Russian text");
}

std::string state(PaymentState state) {
  switch (state) {
    case PaymentState::kept:
      return "не возвращался";
    case PaymentState::refund_requested:
      return "возвращается";
    case PaymentState::refunded:
      return "возвращён";
    case PaymentState::charged_back:
      return "отозван плательщиком";
    case PaymentState::refund_refused:
      return "не возвращён: Telegram отказал";
  }
  throw std::logic_error("a payment's state without a Russian text");
}

std::string described(const PaymentLine& found) {
  const shop::Payment& payment = found.payment;
  return date(payment.received_at) + ": " + stars(payment.amount) + ", " + kind(payment.kind) +
         (payment.order ? ", заказ " + number(*payment.order) : ", не по своему заказу") + "; " + state(found.state) +
         "\n" + bounded(payment.charge.value(), kLongestQuotedCharge);
}

class RussianOwnerTexts final : public OwnerTexts {
 public:
  std::string statistics(const Statistics& statistics, std::span<const shop::PlanOffer> offers) const override {
    const store::Totals& totals = statistics.totals;
    std::string text = "Пользователей: " + std::to_string(totals.users) +
                       ", сейчас онлайн: " + std::to_string(statistics.users_online) + "\nПлатежей: успешных — " +
                       std::to_string(totals.payments_succeeded) + ", неудачных — " +
                       std::to_string(totals.payments_failed) + "\nПолучено: " + stars(totals.received) +
                       "\nВозвратов: " + std::to_string(totals.refunds) + ", " + stars(totals.refunded) +
                       "\nБотов: создано — " + std::to_string(totals.bots) + ", работает сейчас — " +
                       std::to_string(statistics.bots_served) + "\n\n" + sales("Сегодня (UTC)", statistics.today) +
                       "\n" + sales("За 7 дней", statistics.last_7_days) + "\n" +
                       sales("За 30 дней", statistics.last_30_days) + "\n\nДействующие тарифы:";
    for (const shop::PlanOffer& offer : offers) {
      text += "\n• " + title(offer) + ": " +
              std::to_string(statistics.active_subscriptions.at(static_cast<std::size_t>(offer.id)));
    }
    return text;
  }

  std::string how_to_find() const override {
    return "Напишите номер покупателя, заказа или платежа, например:\n\n"
           "/find 123456789\n/find #17\n/find stxAbC123";
  }

  std::string nothing_found(std::string_view what) const override {
    return "Я не знаю ни покупателя, ни заказа, ни платежа «" + std::string(what) + "».";
  }

  std::string customer(const CustomerCase& found, const shop::Catalogue& catalogue) const override {
    std::string text = "Покупатель " + number(found.id);
    if (found.user) {
      text += "\nЯзык: " + std::string(shop::to_string(found.user->language)) +
              "\nПоследнее обращение: " + date(found.user->last_action_at);
      if (found.user->blocked_the_bot) text += "\nЗаблокировал бота";
    } else {
      text += "\nХранятся только платежи: данные удалены через /delete_me, или человека здесь не было";
    }
    text += "\n\n" + plan(found, catalogue) + "\n\n" + payments(found.payments);
    if (found.user) {
      const std::string id = number(found.id);
      text += "\n\nОтветить: /answer " + id + " и ваш текст\nПодарить тариф: /grant " + id +
              " pro\nПрекратить тариф: /revoke " + id;
    }
    return text;
  }

  std::string order(const shop::Order& order, std::string_view product) const override {
    std::string text = "Заказ " + number(order.id) + ": " + std::string(product) + ", " + stars(order.price) +
                       "\nСделан: " + date(order.placed_at) + "\n" +
                       (order.kind == shop::OrderKind::one_off ? "Разовый" : "С продлением через Telegram") + ", " +
                       (order.paid ? "оплачен" : "не оплачен");
    if (order.closed) text += ", закрыт";
    if (order.promo) text += "\nПромокод: " + *order.promo;
    return text;
  }

  std::string payment(const PaymentLine& found, const std::optional<shop::Refund>& refund) const override {
    std::string text = "Платёж покупателя " + number(found.payment.payer) + "\n" + described(found) +
                       "\nСчёт: " + bounded(found.payment.payload, shop::kMaxInvoicePayload);
    if (found.payment.source == shop::LedgerSource::reconciliation) text += "\nНайден позже на счёте в Telegram";
    if (refund) text += "\nВозвращено: " + stars(refund->amount) + ", " + date(refund->at);
    if (found.state == PaymentState::kept || found.state == PaymentState::refund_refused)
      text += "\n\nВернуть: /refund " + bounded(found.payment.charge.value(), kLongestQuotedCharge);
    return text;
  }

  std::string how_to_grant(std::chrono::days most) const override {
    return "Напишите номер покупателя, тариф и, если не на весь срок тарифа, число дней (от 1 до " +
           std::to_string(most.count()) +
           "), или курс, например:\n\n/grant 123456789 pro\n/grant 123456789 pro 14\n/grant 123456789 course:sql";
  }

  std::string plan_granted(values::UserId customer, const shop::PlanOffer& offer, std::chrono::days count,
                           values::Timestamp ends_at) const override {
    return "Покупатель " + number(customer) + " получил тариф " + title(offer) + " на " + days(count) +
           ", действует до: " + date(ends_at);
  }

  std::string how_to_revoke() const override {
    return "Напишите номер покупателя и курс, если речь не о тарифе, например:\n\n"
           "/revoke 123456789\n/revoke 123456789 course:sql";
  }

  std::string nothing_to_revoke(values::UserId customer) const override {
    return "У покупателя " + number(customer) + " нет действующего тарифа.";
  }

  std::string plan_revoked(values::UserId customer, const shop::PlanOffer& offer) const override {
    return "Тариф " + title(offer) + " покупателя " + number(customer) +
           " закончился. Деньги не возвращены; чтобы вернуть, напишите /refund и номер платежа.";
  }

  std::string course_granted(values::UserId customer, std::string_view course) const override {
    return "Покупатель " + number(customer) + " получил курс «" + std::string(course) + "».";
  }

  std::string has_course_already(values::UserId customer, std::string_view course) const override {
    return "У покупателя " + number(customer) + " уже есть курс «" + std::string(course) + "».";
  }

  std::string course_revoked(values::UserId customer, std::string_view course, bool keeps_it) const override {
    return "Курс «" + std::string(course) + "» больше не принадлежит покупателю " + number(customer) +
           (keeps_it ? ", но остаётся у него по тарифу" : "") +
           ". Деньги не возвращены; чтобы вернуть, напишите /refund и номер платежа.";
  }

  std::string has_no_course(values::UserId customer, std::string_view course) const override {
    return "Курс «" + std::string(course) + "» не принадлежит покупателю " + number(customer) + ".";
  }

  std::string renewal_ended() const override { return "Я попросил Telegram больше не продлевать прежний тариф."; }

  std::string customer_blocked_the_bot() const override {
    return "Покупатель заблокировал бота и сообщения об этом не увидит.";
  }

  std::string how_to_export() const override {
    return "Напишите, что выгрузить файлом CSV:\n\n/export payments — платежи\n/export subscriptions — подписки\n"
           "/export users — пользователи\n/export progress — кто в каком курсе как далеко";
  }

  std::string exported(ExportedTable table, std::size_t rows, bool complete) const override {
    return contents(table, rows) + (complete ? "" : "; более старые не вошли") + ". Время — UTC.";
  }

  std::string no_metrics() const override { return "Этот бот запущен без метрик."; }

  std::string metrics_attached(std::int64_t series, std::size_t bytes) const override {
    return "Рядов: " + std::to_string(series) + ", байт: " + std::to_string(bytes) +
           " — для сообщения это слишком много.";
  }

  std::string audit(std::span<const shop::AuditEntry> entries) const override {
    if (entries.empty()) return "Владельцы пока ничего не меняли и не выгружали.";
    std::string text = "Что делали владельцы, сначала новое:\n";
    for (const shop::AuditEntry& entry : entries) text += "\n" + audit_line(entry);
    return text;
  }

  std::string transaction_needs_attention(const shop::StarTransaction& transaction) const override {
    return "⚠️ На счёте в Telegram есть запись, которую я не могу учесть: в ней не сказано, кто или сколько "
           "заплатил\n\nВид: " +
           std::string(shop::to_string(transaction.kind)) + "\nЗвёзд: " + values::to_string(transaction.amount) +
           "\nНомер: " + bounded(transaction.id, kLongestQuotedCharge) + "\nВремя: " + date(transaction.at);
  }

 private:
  static std::string contents(ExportedTable table, std::size_t rows) {
    switch (table) {
      case ExportedTable::payments:
        return "Платежей: " + std::to_string(rows) + ", сначала новые";
      case ExportedTable::subscriptions:
        return "Подписок: " + std::to_string(rows) + ", сначала новые";
      case ExportedTable::users:
        return "Пользователей: " + std::to_string(rows) + ", сначала те, кто заходил последним";
      case ExportedTable::progress:
        return "Учеников курсов: " + std::to_string(rows) + ", сначала новые";
    }
    throw std::logic_error("a table without its Russian name");
  }

  static std::string plan(const CustomerCase& found, const shop::Catalogue& catalogue) {
    if (!found.subscription) return "Тарифа нет";
    const shop::Subscription& subscription = *found.subscription;
    std::string text =
        "Тариф " + title(catalogue.plan(subscription.plan)) + ", " + stage(found.stage, subscription.ends_at);
    if (subscription.renewal) text += "\n" + renewal(*subscription.renewal);
    return text;
  }

  static std::string payments(std::span<const PaymentLine> payments) {
    if (payments.empty()) return "Платежей нет";
    std::string text = "Платежи, сначала новые:";
    for (const PaymentLine& each : payments) text += "\n• " + described(each);
    return text;
  }
};

}  // namespace

const OwnerTexts& russian_owner_texts() {
  static const RussianOwnerTexts texts;
  return texts;
}

}  // namespace bot
