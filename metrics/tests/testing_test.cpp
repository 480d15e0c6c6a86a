#include "metrics/testing.hpp"

#include <optional>

#include <gtest/gtest.h>

namespace metrics {
namespace {

class TestingTest : public ::testing::Test {
 protected:
  TestingTest() {
    auto& payments =
        registry_.counter({.name = "payment_transactions_total", .help = "Payments.", .labels = {"status"}});
    payments.with("success").inc();
    payments.with("failed").inc(2);
    registry_.histogram({.name = "size", .help = "", .buckets = {1}}).with().observe(3);
    registry_.gauge({.name = "users_online", .help = "Users seen in the last minutes."}).with().set(42);
  }

  Registry registry_;
};

TEST_F(TestingTest, FindsAValueByNameAndLabelValues) {
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total", {"success"}), 1);
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total", {"failed"}), 2);
  EXPECT_EQ(testing::value_of(registry_, "users_online"), 42);
}

TEST_F(TestingTest, FindsCountAndSumOfAHistogram) {
  EXPECT_EQ(testing::value_of(registry_, "size_count"), 1);
  EXPECT_EQ(testing::value_of(registry_, "size_sum"), 3);
  EXPECT_EQ(testing::histogram_of(registry_, "size").value().counts.back(), 1U);
}

TEST_F(TestingTest, FindsNothingWhereNothingIs) {
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total", {"refunded"}), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total"), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "payment"), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "size"), std::nullopt);
  EXPECT_FALSE(testing::histogram_of(registry_, "users_online"));
}

TEST_F(TestingTest, ExposesOnlyTheChosenFamilies) {
  EXPECT_EQ(testing::expose(registry_, {"users_online"}),
            "# HELP users_online Users seen in the last minutes.\n"
            "# TYPE users_online gauge\n"
            "users_online 42\n");
  EXPECT_EQ(testing::expose(registry_, {}), "");
}

}  // namespace
}  // namespace metrics
