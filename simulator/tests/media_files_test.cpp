#include "media_files.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "sha256.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

MediaFile file(std::string id, std::string content = "x", std::string name = "a.csv") {
  return {.kind = FileKind::document,
          .identifiers = {{.id = std::move(id), .unique_id = "u"}},
          .upload = {.file_name = std::move(name), .mime_type = "text/csv", .content = std::move(content)}};
}

TEST(MediaFilesTest, TheNewestAreKnown) {
  MediaFiles files;
  for (std::size_t i = 0; i <= MediaFiles::kKept; ++i) files.keep(file(std::to_string(i)));
  EXPECT_EQ(files.find("0"), nullptr);
  EXPECT_NE(files.find("1"), nullptr);
}

TEST(MediaFilesTest, LargeContentsAreForgottenAndTheirFilesAreNot) {
  MediaFiles files;
  files.keep(file("large", std::string(MediaFiles::kKeptBytes, 'x')));
  EXPECT_NE(files.content_of("large"), nullptr);
  files.keep(file("small"));
  EXPECT_EQ(files.content_of("large"), nullptr);
  ASSERT_NE(files.find("large"), nullptr);
  EXPECT_EQ(files.find("large")->size, MediaFiles::kKeptBytes);
  ASSERT_NE(files.content_of("small"), nullptr);
  EXPECT_EQ(*files.content_of("small"), "x");
  EXPECT_EQ(files.content_of("unknown"), nullptr);
}

TEST(MediaFilesTest, UploadsOfTheSameAreCounted) {
  MediaFiles files;
  files.keep(file("1", "same"));
  files.keep(file("2", "same"));
  files.keep(file("3", "other"));
  MediaFile of_person = file("4", "same");
  of_person.by_person = true;
  files.keep(of_person);
  ASSERT_EQ(files.uploads().size(), 2U);
  for (const auto& [key, uploads] : files.uploads()) {
    EXPECT_EQ(uploads.times, uploads.sha256 == sha256_hex("same") ? 2U : 1U);
    EXPECT_EQ(uploads.name, "a.csv");
  }
}

TEST(MediaFilesTest, APersonsFileIsFoundByItsName) {
  MediaFiles files;
  files.keep(file("1"));
  EXPECT_EQ(files.find_by_person(FileKind::document, "a.csv"), nullptr);
  MediaFile of_person = file("2");
  of_person.by_person = true;
  files.keep(of_person);
  EXPECT_EQ(files.find_by_person(FileKind::document, "a.csv"), files.find("2"));
  EXPECT_EQ(files.find_by_person(FileKind::photo, "a.csv"), nullptr);
  EXPECT_TRUE(files.refuse("2"));
  EXPECT_FALSE(files.refuse("5"));
  EXPECT_EQ(files.find_by_person(FileKind::document, "a.csv"), nullptr);
}

TEST(MediaFilesTest, DigestsAreSha256) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(MediaFileTest, PicturesAreKnownByTheirFirstBytes) {
  using namespace std::string_literals;
  for (const std::string& picture :
       {"\xFF\xD8\xFF\xE0"s, "\x89PNG\r\n\x1A\n"s, "GIF89a"s, "RIFF\0\0\0\0WEBPVP8 "s, "BM"s}) {
    EXPECT_TRUE(is_picture(picture)) << picture;
  }
  for (const std::string& other : {""s, "RIFF\0\0\0\0AVI "s, "%PDF-1.7"s, "RIFF"s}) {
    EXPECT_FALSE(is_picture(other)) << other;
  }
}

}  // namespace
}  // namespace simulator
