#include "metrics/process_metrics.hpp"

#include <array>
#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "metrics/testing.hpp"
#include "process_stat.hpp"

namespace metrics {
namespace {

constexpr std::string_view kStat =
    "1234 (bot) S 1 1234 1234 0 -1 4194560 900 0 0 0 150 50 7 8 20 0 3 0 98765 104857600 2560 18446744073709551615 1 1 "
    "0";

TEST(ProcessStatTest, ReadsTheFieldsOfTheManual) {
  const auto stat = parse_process_stat(kStat);
  ASSERT_TRUE(stat);
  EXPECT_EQ(stat->user_ticks, 150U);
  EXPECT_EQ(stat->system_ticks, 50U);
  EXPECT_EQ(stat->threads, 3U);
  EXPECT_EQ(stat->start_ticks, 98765U);
  EXPECT_EQ(stat->virtual_memory_bytes, 104857600U);
  EXPECT_EQ(stat->resident_pages, 2560U);
}

TEST(ProcessStatTest, IsNotMisledByTheNameOfTheProgram) {
  std::string text(kStat);
  text.replace(text.find("(bot)"), 5, "(a) S 1 (2 b\n)");
  const auto stat = parse_process_stat(text);
  ASSERT_TRUE(stat);
  EXPECT_EQ(stat->user_ticks, 150U);
}

TEST(ProcessStatTest, RefusesWhatIsCutOffOrNoNumber) {
  EXPECT_FALSE(parse_process_stat(""));
  EXPECT_FALSE(parse_process_stat("1234 (bot"));
  EXPECT_FALSE(parse_process_stat(kStat.substr(0, kStat.find(" 2560"))));
  std::string text(kStat);
  EXPECT_FALSE(parse_process_stat(text.replace(text.find("98765"), 5, "-9876")));
}

TEST(ProcessStatTest, FindsTheBootTime) {
  using std::chrono::seconds;
  EXPECT_EQ(parse_boot_time("cpu 1 2\nbtime 1700000000\nprocesses 5\n"),
            std::chrono::sys_seconds(seconds(1'700'000'000)));
  EXPECT_EQ(parse_boot_time("btime 5"), std::chrono::sys_seconds(seconds(5)));
  EXPECT_FALSE(parse_boot_time("cpu 1 2\nprocesses 5\n"));
  EXPECT_FALSE(parse_boot_time("btime soon\n"));
  EXPECT_FALSE(parse_boot_time(""));
}

class ProcessMetricsTest : public ::testing::Test {
 protected:
  ProcessMetricsTest() { add_process_metrics(registry_); }
  double value_of(std::string_view name) const { return testing::value_of(registry_, name).value(); }

  Registry registry_;
};

TEST_F(ProcessMetricsTest, KnowsThisProcess) {
  EXPECT_GE(value_of("process_cpu_seconds_total"), 0);
  EXPECT_GT(value_of("process_resident_memory_bytes"), 1 << 20);
  EXPECT_GT(value_of("process_virtual_memory_bytes"), value_of("process_resident_memory_bytes"));
  EXPECT_GE(value_of("process_threads"), 1);
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  EXPECT_EQ(value_of("process_max_fds"), static_cast<double>(limit.rlim_cur));
}

TEST_F(ProcessMetricsTest, ALimitThatIsNotSetIsInfinite) {
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_AS, &limit), 0);
  EXPECT_EQ(value_of("process_virtual_memory_max_bytes"), limit.rlim_cur == RLIM_INFINITY
                                                              ? std::numeric_limits<double>::infinity()
                                                              : static_cast<double>(limit.rlim_cur));
}

TEST_F(ProcessMetricsTest, StartedBeforeNowAndAfterTheMachine) {
  const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  constexpr double kRounding = 2;  // the boot time is in whole seconds
  constexpr double kADay = 86400;
  EXPECT_LT(value_of("process_start_time_seconds"), now + kRounding);
  EXPECT_GT(value_of("process_start_time_seconds"), now - kADay);
}

TEST_F(ProcessMetricsTest, CountsOpenFilesExactly) {
  const double before = value_of("process_open_fds");
  std::vector<int> files;
  for (int i = 0; i < 5; ++i) files.push_back(open("/dev/null", O_RDONLY | O_CLOEXEC));
  EXPECT_EQ(value_of("process_open_fds"), before + 5);
  for (const int file : files) close(file);
  EXPECT_EQ(value_of("process_open_fds"), before);
}

TEST_F(ProcessMetricsTest, HaveNamesAsTheyShouldBe) {
  EXPECT_EQ(testing::lint(registry_), std::vector<std::string>{});
}

TEST_F(ProcessMetricsTest, AreThereOnlyOnce) {
  EXPECT_THROW(add_process_metrics(registry_), DuplicateSeries);
}

}  // namespace
}  // namespace metrics
