#pragma once
// For the tests of programs that use this library: what a scrape would show of one series or of some families.
//
//   pay(order);
//   EXPECT_EQ(metrics::testing::value_of(registry, "payment_transactions_total", {"success"}), 1);
//   EXPECT_EQ(metrics::testing::expose(registry, {"users_online"}),
//             "# HELP users_online Users seen in the last minutes.\n"
//             "# TYPE users_online gauge\n"
//             "users_online 42\n");
//
// Thread-safe; each call is a whole scrape, callbacks and collectors included.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "metrics/histogram.hpp"
#include "metrics/registry.hpp"

namespace metrics::testing {

/// The value of the counter or gauge `name` with these label values; of a histogram `x`, ask for `x_count` or `x_sum`.
/// Nothing if there is no such series.
std::optional<double> value_of(const Registry& registry, std::string_view name,
                               std::initializer_list<std::string_view> labels = {});

/// The histogram `name` with these label values, if there is one.
std::optional<HistogramSnapshot> histogram_of(const Registry& registry, std::string_view name,
                                              std::initializer_list<std::string_view> labels = {});

/// The text exposition of these families alone.
std::string expose(const Registry& registry, std::initializer_list<std::string_view> families);

}  // namespace metrics::testing
