#pragma once
// Failures to order: calls meet what a test wants, instead of the truth. Not thread-safe.

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "net/http_message.hpp"

namespace simulator {

struct Fault {
  enum class Kind {
    answer,            ///< `status` and `body` instead of the answer.
    connection_reset,  ///< The connection is reset without a byte.
    half_answer,       ///< About half of the proper answer, then the connection is reset.
    slow,              ///< The proper answer, but `delay` later.
    flood,             ///< 429 with `retry_after`.
  };

  /// Any method but getUpdates.
  static constexpr std::string_view kAnyMethod = "*";

  std::string method;  ///< In lower case, or kAnyMethod.
  Kind kind = Kind::answer;
  int status = 502;
  std::string body = {};
  std::chrono::milliseconds delay{0};
  std::chrono::seconds retry_after{1};
  bool executes = false;             ///< The call does its work all the same; with half_answer and slow it always does.
  std::optional<double> share = {};  ///< Of the calls, at random, until reset; instead of `times`.
  std::uint64_t times = 1;
};

class Faults {
 public:
  explicit Faults(std::uint64_t seed) : random_(seed) {}

  /// A later fault of the same method and kind replaces the earlier one.
  void set(Fault fault);
  void reset() { faults_.clear(); }

  /// The fault that this call meets, if any; one that is counted in times has one less left. A fault of the method goes
  /// before one of any method.
  std::optional<Fault> take(std::string_view method);

 private:
  std::optional<Fault> take_of(std::string_view method);
  bool strikes(const Fault& fault);

  std::vector<Fault> faults_;
  std::mt19937_64 random_;
};

bool executes(const Fault& fault);

/// What the caller gets, `proper` being the answer where the call was carried out.
net::Response spoil(const Fault& fault, net::Response proper);

}  // namespace simulator
