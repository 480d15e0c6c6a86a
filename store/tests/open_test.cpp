#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "sqlite/migration.hpp"
#include "temporary_database.hpp"

namespace store {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The text of the StoreError that `action` throws; a failed test if it throws none.
template <class Action>
std::string store_error_of(Action action) {
  try {
    action();
  } catch (const StoreError& error) {
    EXPECT_EQ(std::string_view(error.what()).find('\n'), std::string_view::npos);
    return error.what();
  }
  ADD_FAILURE() << "no StoreError";
  return "";
}

class Open : public StoreTest {
 protected:
  std::string error_of_opening(const std::string& url) const {
    return store_error_of([&] { store::open(url, StoreOptions{.now = kNow}); });
  }
};

TEST_F(Open, RefusesAnUnknownSchemeWithoutShowingAPassword) {
  EXPECT_THAT(error_of_opening("postgresql://bot:hunter2@db/coursebot"),
              AllOf(HasSubstr("'postgresql'"), HasSubstr("sqlite:"), Not(HasSubstr("hunter2"))));
  EXPECT_THAT(error_of_opening("hunter2"), AllOf(HasSubstr("sqlite:"), Not(HasSubstr("hunter2"))));
  EXPECT_THAT(error_of_opening("sqlite:"), HasSubstr("names no file"));
  EXPECT_THAT(error_of_opening("sqlite:data/"), HasSubstr("names no file"));
}

TEST_F(Open, CreatesFolderAndFilesForTheirOwnerOnly) {
  const auto store = open();
  apply(*store, {seen(kAlice)});
  const auto mode_of = [](const std::filesystem::path& path) { return std::filesystem::status(path).permissions(); };
  constexpr auto kOwnerFile = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  EXPECT_EQ(mode_of(path()), kOwnerFile);
  EXPECT_EQ(mode_of(path().string() + "-wal"), kOwnerFile);
  EXPECT_EQ(mode_of(path().string() + "-shm"), kOwnerFile);
  EXPECT_EQ(mode_of(path().string() + ".lock"), kOwnerFile);
  EXPECT_EQ(mode_of(path().parent_path()), std::filesystem::perms::owner_all);
}

TEST_F(Open, LeavesTheModeOfAFolderThatIsThere) {
  const auto everybody = std::filesystem::perms::owner_all | std::filesystem::perms::others_exec;
  std::filesystem::create_directories(path().parent_path());
  std::filesystem::permissions(path().parent_path(), everybody);
  open();
  EXPECT_EQ(std::filesystem::status(path().parent_path()).permissions(), everybody);
}

TEST_F(Open, RefusesAPathThatCantBeWritten) {
  std::ofstream(path().parent_path().string()) << "a file, not a folder";
  EXPECT_THAT(error_of_opening(url()), HasSubstr("can't create its folder"));
  EXPECT_THAT(error_of_opening("sqlite:/proc/bot.db"), HasSubstr("/proc/bot.db"));
  EXPECT_THAT(error_of_opening("sqlite:/proc/nowhere/bot.db"), HasSubstr("can't create its folder"));
}

TEST_F(Open, RefusesWhatIsNoDatabaseOfOurs) {
  std::filesystem::create_directories(path().parent_path());
  std::ofstream(path()) << std::string(10'000, 'x');
  EXPECT_THAT(error_of_opening(url()), HasSubstr("not a database"));
  std::filesystem::remove(path());
  ASSERT_EQ(run_sql("CREATE TABLE diary (entry TEXT)"), "");
  EXPECT_THAT(error_of_opening(url()), HasSubstr("another program"));
  EXPECT_EQ(ask_sql("SELECT count(*) FROM sqlite_schema"), "1") << "and it is left as it was";
}

TEST_F(Open, RefusesADatabaseOfANewerVersion) {
  open();
  ASSERT_EQ(run_sql("PRAGMA user_version = 999"), "");
  EXPECT_THAT(error_of_opening(url()), HasSubstr("newer CourseBot (schema 999"));
  EXPECT_THAT(store_error_of([&] { open_read_only(); }), HasSubstr("newer CourseBot"));
}

TEST_F(Open, RefusesASecondWriterUnderAnyName) {
  const auto store = open();
  EXPECT_THAT(error_of_opening(url()), HasSubstr("another CourseBot"));
  const auto link = path().parent_path() / "link.db";
  std::filesystem::create_symlink(path(), link);
  EXPECT_THAT(error_of_opening("sqlite:" + link.string()), HasSubstr("another CourseBot"));
}

TEST_F(Open, AllowsTheNextWriterOnceTheFirstIsGone) {
  open();
  EXPECT_NO_THROW(open());
}

TEST_F(Open, ReadsBesideTheWriter) {
  const auto writer = open();
  apply(*writer, {shop::PaymentRecorded{payment_of("one", std::nullopt), std::nullopt}});
  const auto transaction = writer->begin();
  transaction->apply(shop::PaymentRecorded{payment_of("two", std::nullopt), std::nullopt});

  const auto reader = open_read_only();
  EXPECT_EQ(reader->payments().size(), 1U);
  EXPECT_THAT(reader->contradictions(), IsEmpty());
  EXPECT_THROW(reader->begin(), std::logic_error);
  transaction->commit();
  EXPECT_EQ(reader->payments().size(), 2U);
}

TEST_F(Open, ReadsWithoutAWriter) {
  apply(*open(), {shop::PaymentRecorded{payment_of("one", std::nullopt), std::nullopt}});
  EXPECT_EQ(open_read_only()->payments().size(), 1U);
}

TEST_F(Open, ReadsNothingThatIsNotThere) {
  EXPECT_THAT(store_error_of([&] { open_read_only(); }), HasSubstr("doesn't exist"));
  EXPECT_FALSE(std::filesystem::exists(path().parent_path()));
}

class Migrations : public StoreTest {
 protected:
  Migrations() { std::filesystem::create_directories(path().parent_path()); }

  sqlite::Database database() const {
    return sqlite::Database(path(), sqlite::Access::read_write, std::chrono::seconds{1});
  }
};

TEST_F(Migrations, AreAppliedOnceAndInOrder) {
  constexpr sqlite::Migration kHistory[] = {
      {.name = "001_first.sql", .sql = "CREATE TABLE steps (name TEXT); INSERT INTO steps VALUES ('first');"},
      {.name = "002_second.sql", .sql = "INSERT INTO steps VALUES ('second');"},
  };
  sqlite::Database opened = database();
  sqlite::migrate(opened, std::span(kHistory).first(1));
  EXPECT_THAT(store_error_of([&] { sqlite::require_current_schema(opened, kHistory); }), HasSubstr("older CourseBot"));
  sqlite::migrate(opened, kHistory);
  sqlite::migrate(opened, kHistory);
  EXPECT_EQ(ask_sql("SELECT group_concat(name) FROM steps"), "first,second");
  EXPECT_EQ(ask_sql("PRAGMA user_version"), "2");
  EXPECT_NO_THROW(sqlite::require_current_schema(opened, kHistory));
  EXPECT_THAT(store_error_of([&] { sqlite::migrate(opened, std::span(kHistory).first(1)); }), HasSubstr("newer"));
}

TEST_F(Migrations, ThatFailLeaveNothingBehind) {
  constexpr sqlite::Migration kBroken[] = {
      {.name = "001_broken.sql", .sql = "CREATE TABLE half (name TEXT); INSERT INTO missing VALUES (1);"}};
  sqlite::Database opened = database();
  EXPECT_THROW(sqlite::migrate(opened, kBroken), std::logic_error);
  EXPECT_EQ(ask_sql("SELECT count(*) FROM sqlite_schema"), "0");
  EXPECT_EQ(ask_sql("PRAGMA user_version"), "0");
}

}  // namespace
}  // namespace store
