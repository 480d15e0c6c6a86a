#include "metrics/cells.hpp"

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace metrics {
namespace {

TEST(CellRunTest, AddsUpEachCellForItself) {
  CellRun cells(3);
  EXPECT_EQ(cells.size(), 3U);
  cells.add(0, 1);
  cells.add(0, 2);
  cells.add_real(1, 0.25);
  cells.add_real(1, -1.5);
  EXPECT_EQ(cells.read(0), 3U);
  EXPECT_EQ(cells.read_real(1), -1.25);
  EXPECT_EQ(cells.read(2), 0U);
}

TEST(CellRunTest, ACountWrapsAt64Bits) {
  CellRun cells(1);
  cells.add(0, ~std::uint64_t{0});
  cells.add(0, 2);
  EXPECT_EQ(cells.read(0), 1U);
}

TEST(CellRunTest, KeepsWhatThreadsAddedThatHaveEnded) {
  CellRun cells(2);
  for (int i = 0; i < 100; ++i) {
    std::jthread([&] {
      cells.add(0, 1);
      cells.add_real(1, 0.5);
    });
  }
  EXPECT_EQ(cells.read(0), 100U);
  EXPECT_EQ(cells.read_real(1), 50);
}

/// Counts once more when the thread's objects are destroyed, which may be after its cells were given back.
class CountsAtTheEnd {
 public:
  explicit CountsAtTheEnd(CellRun& cells) : cells_(cells) {}
  ~CountsAtTheEnd() {
    cells_.add(0, 1);
    cells_.add_real(1, 0.5);
  }

 private:
  CellRun& cells_;
};

TEST(CellRunTest, CountsAlsoWhileAThreadEnds) {
  CellRun cells(2);
  std::jthread([&] {
    thread_local const CountsAtTheEnd made_before_the_cells(cells);
    cells.add(0, 1);
    thread_local const CountsAtTheEnd made_after_the_cells(cells);
  });
  EXPECT_EQ(cells.read(0), 3U);
  EXPECT_EQ(cells.read_real(1), 1);
}

TEST(CellRunTest, ReusedCellsBeginAtZero) {
  for (int round = 0; round < 3; ++round) {
    std::vector<std::unique_ptr<CellRun>> runs;
    for (int i = 0; i < 10; ++i) runs.push_back(std::make_unique<CellRun>(7));
    for (const auto& cells : runs) {
      for (std::size_t i = 0; i < cells->size(); ++i) {
        ASSERT_EQ(cells->read(i), 0U);
        cells->add(i, i + 1);
      }
      std::jthread([&] { cells->add(6, 100); });
      ASSERT_EQ(cells->read(6), 107U);
    }
  }
}

TEST(CellRunTest, RunsOfEverySizeAreApart) {
  std::vector<std::unique_ptr<CellRun>> runs;
  for (std::size_t size = 1; size <= CellRun::kLargest; size = size * 3 + 1)
    runs.push_back(std::make_unique<CellRun>(size));
  for (const auto& cells : runs) {
    for (std::size_t i = 0; i < cells->size(); ++i) cells->add(i, 1);
  }
  for (const auto& cells : runs) {
    for (std::size_t i = 0; i < cells->size(); ++i) ASSERT_EQ(cells->read(i), 1U) << cells->size() << ' ' << i;
  }
}

}  // namespace
}  // namespace metrics
