#include "private_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "startup.hpp"

namespace app {
namespace {

namespace fs = std::filesystem;

class PrivateFile : public ::testing::Test {
 protected:
  PrivateFile() : folder_(fs::temp_directory_path() / ("coursebot-private-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~PrivateFile() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  static std::string content_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  static mode_t mode_of(const std::string& path) {
    struct stat status{};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777U;
  }

  fs::path folder_;
};

TEST_F(PrivateFile, IsForItsOwnerOrForItsGroupWhateverTheUmask) {
  const mode_t before = ::umask(0);
  write_private_file(path("a"), "secret", Readers::owner);
  write_private_file(path("b"), "secret", Readers::group);
  ::umask(before);
  EXPECT_EQ(mode_of(path("a")), 0600U);
  EXPECT_EQ(mode_of(path("b")), 0640U);
  EXPECT_EQ(content_of(path("a")), "secret");
}

TEST_F(PrivateFile, TakesThePlaceOfAnOlderOneThatEverybodyCouldRead) {
  std::ofstream(path("a")) << "a longer, older text";
  fs::permissions(path("a"), fs::perms::all);
  write_private_file(path("a"), "new", Readers::owner);
  EXPECT_EQ(content_of(path("a")), "new");
  EXPECT_EQ(mode_of(path("a")), 0600U);
}

TEST_F(PrivateFile, LeavesNothingBehindWhereItCanNotBeWritten) {
  fs::create_directory(path("folder"));
  fs::create_directory(path("folder/full"));
  for (const std::string& impossible : {path("folder"), path("none/a")}) {
    try {
      write_private_file(impossible, "secret", Readers::owner);
      FAIL() << impossible;
    } catch (const StartError& error) {
      EXPECT_THAT(error.what(), ::testing::HasSubstr(impossible));
      EXPECT_THAT(error.what(), ::testing::Not(::testing::HasSubstr("secret")));
    }
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace app
