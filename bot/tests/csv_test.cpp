#include "csv.hpp"

#include <array>
#include <random>

#include <gmock/gmock.h>

#include "csv_reader.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::array<std::string_view, 1> kOneColumn{"text"};
constexpr std::array<std::string_view, 3> kThreeColumns{"a", "b", "c"};
constexpr std::size_t kPlenty = 1'000'000;

/// What a spreadsheet finds in the field that `text` was written to.
std::string read_back(const std::string& text) {
  CsvTable table(kOneColumn, kPlenty);
  EXPECT_TRUE(table.add({text}));
  return read_csv(table.take()).at(1).at(0);
}

TEST(Csv, IsWrittenAsRfc4180AndExcelWantIt) {
  CsvTable table(kThreeColumns, kPlenty);
  ASSERT_TRUE(table.add({"1", "", "за \"всё\""}));
  ASSERT_TRUE(table.add({"x,y", "two\r\nlines", " spaces "}));
  EXPECT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.take(),
            "\xEF\xBB\xBF"
            "a,b,c\r\n"
            "1,,\"за \"\"всё\"\"\"\r\n"
            "\"x,y\",\"two\r\nlines\", spaces \r\n");
}

TEST(Csv, HasAHeaderWithoutRows) {
  CsvTable table(kThreeColumns, kPlenty);
  EXPECT_THAT(read_csv(table.take()), ElementsAre(ElementsAre("a", "b", "c")));
}

TEST(Csv, NeverHoldsAFormula) {
  for (const char* formula :
       {"=1+1", "=HYPERLINK(\"http://evil\",\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"}) {
    EXPECT_EQ(read_back(formula), "'" + std::string(formula));
  }
}

TEST(Csv, LeavesAloneWhatIsNoFormula) {
  for (const char* text : {"1-1", "a=b", "stx-1", "'quoted", "order:17", "", "2026-01-31T12:00:00.000Z"}) {
    EXPECT_EQ(read_back(text), text);
  }
}

TEST(Csv, QuotesAFormulaAfterItIsTamed) {
  CsvTable table(kOneColumn, kPlenty);
  ASSERT_TRUE(table.add({"=A1,\"x\""}));
  EXPECT_THAT(table.take(), HasSubstr("\"'=A1,\"\"x\"\"\"\r\n"));
}

TEST(Csv, IsTextEvenIfWhatGoesInIsNot) {
  EXPECT_EQ(read_back(std::string("a\0b", 3)), "a\uFFFDb");
  EXPECT_TRUE(values::is_valid_utf8(read_back("\xFF\xFE broken \xC3")));
}

TEST(Csv, GivesBackWhateverWentIn) {
  std::mt19937 random(7);
  constexpr std::array<std::string_view, 12> kPieces{"a", ",", "\"", "\r", "\n", " ", ";", "'", "=", "@", "\t", "я"};
  for (int round = 0; round < 2'000; ++round) {
    CsvTable table(kThreeColumns, kPlenty);
    std::vector<std::string> row(3);
    for (std::string& field : row) {
      // Begins with what is no formula, so that nothing is put before it.
      field = "x";
      for (std::size_t length = random() % 8; length > 0; --length) field += kPieces.at(random() % kPieces.size());
    }
    ASSERT_TRUE(table.add(row));
    EXPECT_EQ(read_csv(table.take()).at(1), row);
  }
}

TEST(Csv, EndsWithAWholeRowWhereItMayNotGrow) {
  // The mark and the header "text" take 9 bytes, a row of three letters 5.
  CsvTable table(kOneColumn, 9 + 2 * 5 + 4);
  EXPECT_TRUE(table.add({"one"}));
  EXPECT_TRUE(table.add({"two"}));
  EXPECT_FALSE(table.add({"six"}));
  EXPECT_EQ(table.rows(), 2U);
  EXPECT_THAT(read_csv(table.take()), ElementsAre(ElementsAre("text"), ElementsAre("one"), ElementsAre("two")));
}

TEST(Csv, NeedsRoomForItsHeader) {
  EXPECT_THROW(CsvTable(kOneColumn, 8), std::logic_error);
  EXPECT_NO_THROW(CsvTable(kOneColumn, 9));
}

}  // namespace
}  // namespace bot
