#pragma once
// For the tests of programs that use this library: what a scrape would show of one series or of some families, and
// whether names are good ones.
//
//   pay(order);
//   EXPECT_EQ(metrics::testing::value_of(registry, "payment_transactions_total", {"success"}), 1);
//   EXPECT_EQ(metrics::testing::compare(registry, R"(
//       # HELP users_online Users seen in the last minutes.
//       # TYPE users_online gauge
//       users_online 42
//   )"), "");
//   EXPECT_THAT(metrics::testing::lint(registry), IsEmpty());
//
// Thread-safe; each call is a whole scrape, callbacks and collectors included.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/histogram.hpp"
#include "metrics/registry.hpp"

namespace metrics::testing {

/// The value of the counter, gauge or info `name` with these label values (without constant labels); of a histogram or
/// a summary `x`, ask for `x_count` or `x_sum`; of a state set, the state is the last label value. Nothing if there is
/// no such series.
std::optional<double> value_of(const Registry& registry, std::string_view name,
                               std::initializer_list<std::string_view> labels = {});

/// The histogram `name` with these label values, if there is one.
std::optional<HistogramSnapshot> histogram_of(const Registry& registry, std::string_view name,
                                              std::initializer_list<std::string_view> labels = {});

/// The text exposition of these families alone; names that need it stand in quotes.
std::string expose(const Registry& registry, std::initializer_list<std::string_view> families);

/// Compares the text exposition of `families` with `expected`: line by line, whatever the order of the lines, without
/// indentation and empty lines. Without `families`, those that have a `# TYPE` line in `expected` are compared. Empty
/// if they are equal, otherwise the lines that differ: with `-` those that are only expected, with `+` those only
/// exposed.
std::string compare(const Registry& registry, std::string_view expected,
                    std::initializer_list<std::string_view> families = {});

/// What `promtool check metrics` would have against the names, labels and helps of all families, in its words: "<name>
/// <problem>", in alphabetic order. Families without series are looked at, too.
std::vector<std::string> lint(const Registry& registry);

}  // namespace metrics::testing
