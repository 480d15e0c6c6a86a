#pragma once
// The control interface at /control/…: what tests, and curious people with curl, use to act as customers and to see
// what the simulator knows. Documented in simulator/README.md. Use it from one executor only.

#include <functional>

#include <boost/json/object.hpp>

#include "advanced_clock.hpp"
#include "bots.hpp"
#include "faults.hpp"
#include "net/http_message.hpp"

namespace simulator {

class Control {
 public:
  static constexpr double kMaxRate = 1e6;

  /// `set_rate` is told the customers' new rate, in events a second.
  Control(Bots& bots, Faults& faults, AdvancedClock& clock, std::function<void(double)> set_rate)
      : bots_(bots), faults_(faults), clock_(clock), set_rate_(std::move(set_rate)) {}

  net::Response answer(const net::Request& request);

 private:
  using Fields = boost::json::object;

  net::Response read(std::string_view what);
  net::Response chat(std::string_view user);
  net::Response file(std::string_view id);
  net::Response act(std::string_view what, const Fields& fields);
  net::Response act_on_bot(std::string_view what, const Fields& fields);
  net::Response update(const Fields& fields);
  net::Response clock() const;
  net::Response advance_clock(const Fields& fields);
  net::Response rate(const Fields& fields);

  Bots& bots_;
  Faults& faults_;
  AdvancedClock& clock_;
  std::function<void(double)> set_rate_;
};

}  // namespace simulator
