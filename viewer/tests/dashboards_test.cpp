#include "dashboards.hpp"

#include <chrono>

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace viewer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string dashboard(const std::string& uid, const std::string& title = "Title") {
  return R"({"uid":")" + uid + R"(","title":")" + title + R"(","tags":["a",1],"panels":[]})";
}

TEST(Dashboard, IsReadAsFarAsTheServerMustKnowIt) {
  const auto summary = read_dashboard(R"({"uid":"a-1_B","title":"Боты","description":"d","tags":["x"],"panels":[{}]})");
  EXPECT_EQ(summary.value().uid, "a-1_B");
  EXPECT_EQ(summary.value().title, "Боты");
  EXPECT_EQ(summary.value().description, "d");
  EXPECT_THAT(summary.value().tags, ::testing::ElementsAre("x"));
  EXPECT_EQ(read_dashboard(dashboard("x")).value().description, "");
}

TEST(Dashboard, AMistakeOfTheHandIsNamed) {
  const std::vector<std::pair<std::string, std::string>> mistakes{
      {"", "line 1 is not JSON"},
      {"{\n \"uid\": \"a\"\n \"title\": \"b\"\n}", "line 3 is not JSON"},
      {"{\n\n\"a\": [1,2,]}", "line 3 is not JSON"},
      {"{\"a\": 1", "line 1 is not JSON"},
      {"{}\n\nx", "line 3 is not JSON"},
      {dashboard("x") + dashboard("y"), "line 1 is not JSON"},
      {std::string(100, '[') + std::string(100, ']'), "line 1 is not JSON"},
      {"[]", "not a JSON object"},
      {"{}", "\"uid\""},
      {R"({"uid":7})", "\"uid\""},
      {R"({"uid":"a b"})", "'a b'"},
      {R"({"uid":"../etc"})", "\"uid\""},
      {R"({"uid":"x","title":null})", "\"title\""},
      {R"({"uid":"x","title":"t"})", "\"panels\""},
      {R"({"uid":"x","title":"t","panels":{}})", "\"panels\""},
  };
  for (const auto& [text, reason] : mistakes) {
    const auto refused = read_dashboard(text);
    ASSERT_TRUE(refused.has_error()) << text;
    EXPECT_THAT(refused.error().message, HasSubstr(reason)) << text;
  }
  EXPECT_TRUE(read_dashboard(dashboard("x") + " \r\n\t").has_value());
}

class Folder : public ::testing::Test {
 protected:
  std::string listed() { return boost::json::serialize(dashboards_.list()); }
  void a_second_passes() { clock_.advance(std::chrono::seconds{1}); }
  int status_of(std::string_view uid) {
    const auto text = dashboards_.text(uid);
    return text ? 200 : text.error().status;
  }

  testing::TemporaryFolder folder_;
  values::ManualClock clock_{values::Timestamp{std::chrono::hours{1}}};
  Dashboards dashboards_{folder_.path(), clock_};
};

TEST_F(Folder, ListsItsDashboardsByFileName) {
  folder_.write("b.json", dashboard("first", "B"));
  folder_.write("a.json", dashboard("second", "A"));
  folder_.write("readme.txt", "no dashboard");
  folder_.write("below/c.json", dashboard("third"));
  EXPECT_EQ(listed(), R"([{"uid":"second","title":"A","description":"","tags":["a"]},)"
                      R"({"uid":"first","title":"B","description":"","tags":["a"]}])");
  EXPECT_EQ(dashboards_.text("first").value(), dashboard("first", "B"));
  EXPECT_EQ(dashboards_.first_uid(), "second");
  EXPECT_EQ(status_of("third"), 404);
  EXPECT_EQ(status_of("a.json"), 404);
  EXPECT_EQ(status_of("../a"), 404);
}

TEST_F(Folder, SeesWhatChangesASecondLater) {
  folder_.write("a.json", dashboard("a", "One"));
  EXPECT_THAT(listed(), HasSubstr("One"));
  folder_.write("a.json", dashboard("a", "Two and more"));
  folder_.write("b.json", dashboard("b"));
  EXPECT_EQ(status_of("b"), 404);
  a_second_passes();
  EXPECT_THAT(listed(), HasSubstr("Two and more"));
  EXPECT_EQ(status_of("b"), 200);
  std::filesystem::remove(folder_ / "b.json");
  a_second_passes();
  EXPECT_EQ(status_of("b"), 404);
}

TEST_F(Folder, AFileBrokenByAnEditorSaysSoUnderItsOldUid) {
  folder_.write("a.json", dashboard("bots"));
  EXPECT_EQ(status_of("bots"), 200);
  folder_.write("a.json", "{\n\"uid\": }");
  EXPECT_THAT(dashboards_.text("bots").error().message, AllOf(StartsWith("a.json: "), HasSubstr("line 2")))
      << "not even within the same second is a broken file answered";
  a_second_passes();
  EXPECT_EQ(status_of("bots"), 422);
  EXPECT_THAT(listed(), AllOf(HasSubstr(R"("file":"a.json")"), HasSubstr("line 2 is not JSON")));
  folder_.write("a.json", dashboard("bots", "Mended"));
  a_second_passes();
  EXPECT_EQ(status_of("bots"), 200);
}

TEST_F(Folder, AFileBrokenFromTheStartIsFoundByItsName) {
  folder_.write("bots.json", "{");
  EXPECT_EQ(status_of("bots"), 422);
}

TEST_F(Folder, AUidBelongsToOneFile) {
  folder_.write("a.json", dashboard("same", "A"));
  folder_.write("b.json", dashboard("same", "B"));
  EXPECT_THAT(listed(), AllOf(HasSubstr(R"("file":"b.json")"), HasSubstr("as in a.json")));
  EXPECT_EQ(dashboards_.text("same").value(), dashboard("same", "A"));
}

TEST_F(Folder, IsBounded) {
  folder_.write("large.json", dashboard("large", std::string(2U << 20U, 'x')));
  EXPECT_THAT(listed(), HasSubstr("larger than 2 MB"));
  for (int i = 0; i < 110; ++i) folder_.write("d" + std::to_string(i) + ".json", dashboard("d" + std::to_string(i)));
  a_second_passes();
  EXPECT_EQ(dashboards_.list().size(), 101U);
  EXPECT_THAT(listed(), HasSubstr("more than 100"));
}

TEST_F(Folder, ThatVanishesIsAProblemAndComesBack) {
  folder_.write("a.json", dashboard("a"));
  EXPECT_EQ(status_of("a"), 200);
  std::filesystem::remove_all(folder_.path());
  a_second_passes();
  EXPECT_THAT(listed(), HasSubstr("can't be read"));
  EXPECT_EQ(dashboards_.first_uid(), std::nullopt);
  folder_.write("a.json", dashboard("a"));
  a_second_passes();
  EXPECT_EQ(listed(), R"([{"uid":"a","title":"Title","description":"","tags":["a"]}])");
}

}  // namespace
}  // namespace viewer
