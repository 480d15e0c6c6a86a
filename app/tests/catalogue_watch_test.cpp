#include "catalogue_watch.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "metrics/testing.hpp"
#include "shop/course_edit.hpp"
#include "temporary_catalogue.hpp"

namespace app {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
namespace asio = boost::asio;
namespace fs = std::filesystem;

constexpr auto kGiveUpAfter = 20s;
const values::CourseId kSql{"sql"};

/// A watch that looks all the time, or only when it is told to.
class CatalogueWatchTest : public ::testing::Test {
 protected:
  ~CatalogueWatchTest() override {
    if (watch_) watch_->stop();
  }

  void begin(std::chrono::milliseconds look_every = 1h) {
    CatalogueFolder folder(files_.path().string());
    published_ = folder.load().value();
    const CatalogueListener listener{.publish = [this](auto catalogue) { published_ = std::move(catalogue); },
                                     .tell = [this](bot::CatalogueReloaded news) { told_.push_back(std::move(news)); }};
    watch_.emplace(io_.get_executor(), std::move(folder), clock_, registry_, listener, look_every);
    watch_->start();
  }

  /// Runs what the watch asks for until `condition` holds.
  void wait_until(const std::function<bool()>& condition) {
    const auto work = asio::make_work_guard(io_);
    const auto deadline = std::chrono::steady_clock::now() + kGiveUpAfter;
    while (!condition()) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "nothing happened";
      io_.restart();
      io_.run_one_for(100ms);
    }
  }

  asio::awaitable<void> raise_price(int from, std::vector<bool>& carried_out) {
    std::string text = shop::to_text(
        {.course = kSql, .change = shop::SetPrice{.from = values::Stars{from}, .to = values::Stars{from + 1}}});
    const auto answer = co_await watch_->edit(std::move(text));
    carried_out.push_back(answer.has_value());
  }

  telegram::ApiResult edit(const shop::CourseChange& change, const values::CourseId& course = kSql) {
    std::optional<telegram::ApiResult> answer;
    asio::co_spawn(
        io_,
        [&]() -> asio::awaitable<void> {
          std::string text = shop::to_text({.course = course, .change = change});
          answer = co_await watch_->edit(std::move(text));
        },
        asio::detached);
    wait_until([&] { return answer.has_value(); });
    return std::move(*answer);
  }

  const shop::Course& sql() const { return *published_->course(kSql); }

  double value(const std::string& name, std::initializer_list<std::string_view> labels = {}) {
    return metrics::testing::value_of(registry_, name, labels).value();
  }

  testing::TemporaryCatalogue files_;
  values::ManualClock clock_{values::Timestamp{1'800'000'000s}};
  metrics::Registry registry_;
  asio::io_context io_;
  std::shared_ptr<const shop::Catalogue> published_;
  std::vector<bot::CatalogueReloaded> told_;
  std::optional<CatalogueWatch> watch_;
};

TEST_F(CatalogueWatchTest, SeesAChangeByItself) {
  begin(1ms);
  files_.write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 150\nlessons:\n  - id: tables\n");
  wait_until([&] { return sql().price == values::Stars{150}; });
  ASSERT_THAT(told_, SizeIs(1));
  EXPECT_THAT(told_[0].changed, ElementsAre(kSql));
  EXPECT_EQ(told_[0].problem, std::nullopt);
}

TEST_F(CatalogueWatchTest, ReadsAtOnceWhenItIsTold) {
  begin();
  files_.write("courses/git/course.yaml", "title: {en: Git}\n");
  fs::remove_all(files_.file("courses/sql"));
  watch_->reload();
  wait_until([&] { return !told_.empty(); });
  EXPECT_THAT(told_[0].added, ElementsAre(values::CourseId{"git"}));
  EXPECT_THAT(told_[0].removed, ElementsAre(kSql));
  EXPECT_EQ(published_->course(kSql), nullptr);
}

TEST_F(CatalogueWatchTest, TellsOfOtherFilesToo) {
  begin();
  files_.write("rules.yaml", "grace_days: 9\n");
  watch_->reload();
  wait_until([&] { return !told_.empty(); });
  EXPECT_THAT(told_[0].changed, IsEmpty());
  EXPECT_EQ(published_->rules().grace, std::chrono::days{9});
}

TEST_F(CatalogueWatchTest, KeepsWhatWasWhileAFileIsHalfWritten) {
  begin(1ms);
  files_.write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 150\nless");
  wait_until([&] { return !told_.empty(); });
  EXPECT_THAT(told_[0].problem.value(), HasSubstr("courses/sql/course.yaml:"));
  EXPECT_EQ(sql().price, values::Stars{100});
  EXPECT_EQ(value("catalogue_valid"), 0);

  files_.write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 150\nlessons:\n  - id: tables\n");
  wait_until([&] { return sql().price == values::Stars{150}; });
  EXPECT_EQ(value("catalogue_valid"), 1);
}

TEST_F(CatalogueWatchTest, TellsOfOneProblemOnce) {
  begin();
  files_.write("courses/sql/tables.en.md", "no title");
  watch_->reload();
  watch_->reload();
  wait_until([&] { return !told_.empty() && value("catalogue_reloads_total", {"failure"}) == 2; });
  files_.write("courses/sql/course.yaml", "title: {}\n");
  watch_->reload();
  wait_until([&] { return told_.size() == 2; });
  EXPECT_THAT(told_[0].problem.value(), HasSubstr("tables.en.md"));
  EXPECT_THAT(told_[1].problem.value(), HasSubstr("course.yaml"));
}

TEST_F(CatalogueWatchTest, SurvivesThatTheFolderVanishes) {
  begin(1ms);
  const fs::path away = files_.path().string() + ".away";
  fs::rename(files_.path(), away);
  wait_until([&] { return !told_.empty(); });
  EXPECT_THAT(told_[0].problem.value(), HasSubstr("which can't be read"));
  EXPECT_EQ(sql().price, values::Stars{100});
  fs::rename(away, files_.path());
  wait_until([&] { return value("catalogue_valid") == 1; });
  EXPECT_THAT(told_, SizeIs(1)) << "it is as it was";
}

TEST_F(CatalogueWatchTest, SeesAFolderThatTookThePlaceOfAnother) {
  begin(1ms);
  const testing::TemporaryCatalogue other;
  other.write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 300\nlessons:\n  - id: tables\n");
  const fs::path away = files_.path().string() + ".away";
  fs::rename(files_.path(), away);
  fs::copy(other.path(), files_.path(), fs::copy_options::recursive);
  wait_until([&] { return sql().price == values::Stars{300}; });
  fs::remove_all(away);
}

TEST_F(CatalogueWatchTest, CountsWhatIsPublished) {
  files_.write("courses/sql/course.yaml",
               "title: {en: SQL}\ndescription: {en: Tables.}\nprice: 100\npublished: yes\nlessons: [{id: tables}]\n");
  files_.write("courses/git/course.yaml", "title: {en: Git}\n");
  begin();
  EXPECT_EQ(value("catalogue_courses"), 1);
  EXPECT_EQ(value("catalogue_lessons"), 1);
  EXPECT_EQ(value("catalogue_valid"), 1);
  EXPECT_EQ(value("catalogue_last_reload_timestamp_seconds"), 1'800'000'000);
  clock_.advance(1min);
  watch_->reload();
  wait_until([&] { return value("catalogue_reloads_total", {"success"}) == 1; });
  wait_until([&] { return value("catalogue_last_reload_timestamp_seconds") == 1'800'000'060; });
}

TEST_F(CatalogueWatchTest, CarriesOutAnEditAndPublishesItBeforeTheAnswer) {
  begin();
  const mode_t before = ::umask(0);
  fs::permissions(files_.file("courses/sql/course.yaml"), fs::perms::owner_read | fs::perms::owner_write);
  const auto answer = edit(shop::SetPrice{.from = values::Stars{100}, .to = values::Stars{150}});
  ::umask(before);
  ASSERT_TRUE(answer) << answer.error().description;
  EXPECT_EQ(*answer, boost::json::value(true));
  EXPECT_EQ(sql().price, values::Stars{150});
  EXPECT_THAT(told_, IsEmpty()) << "who did it knows";
  EXPECT_THAT(files_.read("courses/sql/course.yaml"), HasSubstr("price: 150"));
  struct stat status{};
  ASSERT_EQ(::stat(files_.file("courses/sql/course.yaml").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  EXPECT_EQ(std::distance(fs::directory_iterator(files_.file("courses/sql")), {}), 2) << "nothing is left behind";
}

TEST_F(CatalogueWatchTest, CarriesEditsOutInTheOrderOfTheirCalls) {
  begin();
  std::vector<bool> carried_out;
  for (int price = 100; price < 120; ++price) {
    asio::co_spawn(io_, raise_price(price, carried_out), asio::detached);
  }
  wait_until([&] { return carried_out.size() == 20; });
  EXPECT_THAT(carried_out, ::testing::Each(true));
  EXPECT_EQ(sql().price, values::Stars{120});
}

TEST_F(CatalogueWatchTest, CreatesTheFolderOfANewCourse) {
  fs::remove_all(files_.file("courses"));
  begin();
  const values::CourseId git{"git"};
  ASSERT_TRUE(edit(shop::CreateCourse{shop::Language::english, "Git"}, git));
  ASSERT_NE(published_->course(git), nullptr);
  const shop::LessonContent lesson{.title = "Commits", .parts = {shop::FormattedText{.text = "What was changed."}}};
  ASSERT_TRUE(edit(shop::AddLesson{values::LessonId{"commits"}, shop::Language::english, lesson}, git));
  EXPECT_TRUE(fs::exists(files_.file("courses/git/commits.en.md")));
  ASSERT_TRUE(edit(shop::RemoveLesson{values::LessonId{"commits"}}, git));
  EXPECT_FALSE(fs::exists(files_.file("courses/git/commits.en.md")));
}

TEST_F(CatalogueWatchTest, RefusesWhatIsNoLongerAsItWasSeen) {
  begin();
  files_.write("courses/sql/course.yaml", "title: {en: SQL}\nprice: 120\nlessons:\n  - id: tables\n");
  const auto answer = edit(shop::SetPrice{.from = values::Stars{100}, .to = values::Stars{150}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, 400);
  EXPECT_FALSE(answer.error().may_succeed_later());
  EXPECT_THAT(answer.error().description, HasSubstr("120 meanwhile"));
  EXPECT_THAT(files_.read("courses/sql/course.yaml"), HasSubstr("price: 120"));
}

TEST_F(CatalogueWatchTest, RefusesTheChannelOfAnotherCourse) {
  files_.write("courses/club/course.yaml", "title: {en: Club}\nchannel: {chat: -100}\n");
  begin();
  const auto answer = edit(shop::SetChannel{std::nullopt, shop::CourseChannel{.chat = values::ChatId{-100}}});
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().description, HasSubstr("the channel of course 'club' already"));
}

TEST_F(CatalogueWatchTest, SaysWhatKeepsAnEditFromBeingInForce) {
  begin();
  files_.write("courses/git/course.yaml", "price: 0");
  const auto answer = edit(shop::SetPrice{.from = values::Stars{100}, .to = values::Stars{150}});
  ASSERT_TRUE(answer) << answer.error().description;
  EXPECT_THAT(std::string(answer->as_string()), HasSubstr("courses/git/course.yaml:1: "));
  EXPECT_THAT(files_.read("courses/sql/course.yaml"), HasSubstr("price: 150"));
  EXPECT_EQ(sql().price, values::Stars{100});
}

TEST_F(CatalogueWatchTest, SaysThatTheFolderCantBeWritten) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  begin();
  fs::permissions(files_.file("courses/sql"), fs::perms::owner_read | fs::perms::owner_exec);
  const auto answer = edit(shop::SetPrice{.from = values::Stars{100}, .to = values::Stars{150}});
  fs::permissions(files_.file("courses/sql"), fs::perms::owner_all);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, 500);
  EXPECT_FALSE(answer.error().may_succeed_later());
  EXPECT_THAT(answer.error().description, HasSubstr("can't be written: Permission denied"));
}

TEST_F(CatalogueWatchTest, SaysThatAVanishedFolderCantBeWritten) {
  begin();
  fs::remove_all(files_.path());
  const auto answer = edit(shop::CreateCourse{shop::Language::english, "Git"}, values::CourseId{"git"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, 500);
  EXPECT_THAT(answer.error().description, HasSubstr("can't be written"));
}

TEST_F(CatalogueWatchTest, RefusesWhatIsNoEdit) {
  begin();
  std::optional<telegram::ApiResult> answer;
  asio::co_spawn(
      io_,
      [&]() -> asio::awaitable<void> {
        std::string no_edit = "{}";
        answer = co_await watch_->edit(std::move(no_edit));
      },
      asio::detached);
  wait_until([&] { return answer.has_value(); });
  EXPECT_FALSE(*answer);
}

TEST_F(CatalogueWatchTest, ReadsTheFilesThatLessonsShow) {
  files_.write("courses/sql/table.png", "1234");
  begin();
  std::optional<values::Result<std::string, telegram::ApiError>> found;
  std::optional<values::Result<std::string, telegram::ApiError>> missing;
  asio::co_spawn(
      io_,
      [&]() -> asio::awaitable<void> {
        std::string there = "courses/sql/table.png";
        std::string gone = "courses/sql/gone.png";
        found = co_await watch_->read_file(std::move(there), 100);
        missing = co_await watch_->read_file(std::move(gone), 100);
      },
      asio::detached);
  wait_until([&] { return missing.has_value(); });
  EXPECT_EQ(found->value(), "1234");
  EXPECT_EQ(missing->error().code, 400);
  EXPECT_THAT(missing->error().description, HasSubstr("file 'courses/sql/gone.png' can't be read"));
}

}  // namespace
}  // namespace app
