#pragma once
// The conversations, one a file: functions from what a customer did to what to do about it. The dispatcher
// (conversation.cpp) has already noted that the customer was seen.

#include <string_view>

#include "answer.hpp"
#include "telegram/types.hpp"

namespace bot {

// introduction.cpp
Decision welcome(const Customer& customer);
Decision show_help(const Customer& customer, const Context& context);
Decision not_understood(const Customer& customer);

// buying.cpp
Decision show_plans(const Customer& customer, const Context& context);
Decision buy(const Customer& customer, std::string_view plan_name, const Context& context);
Decision press_button(const Customer& customer, const telegram::CallbackQuery& query, const Context& context);

// checkout.cpp
Decision check_out(const Customer& customer, const telegram::PreCheckoutQuery& query, const Context& context);

// payment.cpp
/// Throws std::runtime_error for what can't be booked as Stars: another currency, no charge id, no positive amount.
Decision receive_payment(const Customer& payer, const telegram::SuccessfulPayment& payment, const Context& context);

// subscription.cpp
Decision show_my_plan(const Customer& customer, const Context& context);

// legal.cpp
Decision show_terms(const Customer& customer, const Context& context);
Decision show_privacy(const Customer& customer);

// support.cpp
Decision pay_support(const Customer& customer, std::string_view request, const Context& context);
/// For owners only; `arguments` are a customer's id and the text for them.
Decision answer_customer(const Customer& owner, std::string_view arguments, const Context& context);

// statistics.cpp
/// For owners only.
Decision show_statistics(const Customer& owner, const Context& context);

}  // namespace bot
