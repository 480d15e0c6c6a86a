#include "page_files.hpp"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace viewer {
namespace {

class Page : public ::testing::Test {
 protected:
  Page() {
    folder_.write("index.html", "<!doctype html>");
    folder_.write("assets/main-1a2b.js", "let a = 1;");
    folder_.write("assets/main-1a2b.js.gz", "zipped");
    folder_.write("icon.svg", "<svg/>");
    folder_.write("notes.secret", "not of the page");
  }
  net::Response get(const std::string& target, net::Headers headers = {}) {
    return PageFiles::read(folder_.path())
        .answer({.target = target, .headers = std::move(headers)})
        .value_or(net::Response{.status = 404});
  }

  testing::TemporaryFolder folder_;
};

TEST_F(Page, FilesHaveTheirTypes) {
  EXPECT_EQ(get("/").body, "<!doctype html>");
  EXPECT_EQ(get("/?from=now-6h").headers.get("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/assets/main-1a2b.js").body, "let a = 1;");
  EXPECT_EQ(get("/assets/main-1a2b.js").headers.get("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/icon.svg").headers.get("Content-Type"), "image/svg+xml");
}

TEST_F(Page, NoRequestLeavesTheFolder) {
  folder_.write("../viewer_test_outside.txt", "outside");
  for (const char* target : {"/../viewer_test_outside.txt", "/assets/../../viewer_test_outside.txt", "/..", "//",
                             "/assets", "/assets/", "/%2e%2e/viewer_test_outside.txt", "/notes.secret",
                             "/assets/main-1a2b.js.gz", "/etc/passwd", "//etc/passwd", "index.html", ""}) {
    EXPECT_EQ(get(target).status, 404) << target;
  }
  std::filesystem::remove(folder_ / "../viewer_test_outside.txt");
}

TEST_F(Page, HashedFilesAreKeptForEverAndOthersAskedFor) {
  EXPECT_EQ(get("/assets/main-1a2b.js").headers.get("Cache-Control"), "private, max-age=31536000, immutable");
  EXPECT_EQ(get("/").headers.get("Cache-Control"), "private, no-cache");
}

TEST_F(Page, WhatHasNotChangedIsNotSentAgain) {
  const std::string etag(get("/").headers.get("ETag"));
  for (const std::string& known : {etag, "\"x\", " + etag, "W/" + etag, std::string("*")}) {
    const net::Response answer = get("/", {{"If-None-Match", known}});
    EXPECT_EQ(answer.status, 304) << known;
    EXPECT_EQ(answer.body, "");
    EXPECT_EQ(answer.headers.get("ETag"), etag);
  }
  folder_.write("index.html", "<!doctype html><p>");
  EXPECT_EQ(get("/", {{"If-None-Match", etag}}).status, 200);
}

TEST_F(Page, TheCompressedFileIsForWhoTakesIt) {
  for (const char* accepted : {"gzip", "gzip, br", "br, GZIP;q=0.5", "*"}) {
    const net::Response answer = get("/assets/main-1a2b.js", {{"Accept-Encoding", accepted}});
    EXPECT_EQ(answer.body, "zipped") << accepted;
    EXPECT_EQ(answer.headers.get("Content-Encoding"), "gzip");
    EXPECT_EQ(answer.headers.get("Vary"), "Accept-Encoding");
    EXPECT_NE(answer.headers.get("ETag"), get("/assets/main-1a2b.js").headers.get("ETag"));
  }
  for (const char* accepted : {"", "br", "gzip;q=0", "gzip; q=0.0", "xgzip"}) {
    EXPECT_EQ(get("/assets/main-1a2b.js", {{"Accept-Encoding", accepted}}).body, "let a = 1;") << accepted;
  }
  EXPECT_EQ(get("/", {{"Accept-Encoding", "gzip"}}).headers.get("Content-Encoding"), "") << "there is none";
}

TEST_F(Page, AFolderThatIsNotThereHasNoPage) {
  EXPECT_TRUE(PageFiles::read(folder_.path()).has_page());
  EXPECT_FALSE(PageFiles::read(folder_.path() + "/nowhere").has_page());
  EXPECT_FALSE(PageFiles::read(folder_.path() + "/assets").has_page());
}

TEST_F(Page, AFolderTooLargeToBeAPageIsRefused) {
  folder_.write("large.txt", std::string(8U << 20U, 'x'));
  EXPECT_THROW(PageFiles::read(folder_.path()), std::runtime_error);
}

}  // namespace
}  // namespace viewer
