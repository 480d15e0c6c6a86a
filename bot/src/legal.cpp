// Telegram asks a bot that sells for Stars to answer /terms (core.telegram.org/bots/payments-stars), and any bot to
// have a privacy policy (telegram.org/tos/bot-developers).

#include "conversations.hpp"

namespace bot {

Decision show_terms(const Customer& customer, const Context& context) {
  return reply(customer, customer.texts().terms(context.situation.catalogue));
}

Decision show_privacy(const Customer& customer) {
  return reply(customer, customer.texts().privacy());
}

}  // namespace bot
