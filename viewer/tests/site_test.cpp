#include "site.hpp"

#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event_loop.hpp"
#include "net/basic_authorization.hpp"
#include "temporary_folder.hpp"

namespace viewer {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Sites : public ::testing::Test {
 protected:
  Sites() { dashboards_folder_.write("a.json", R"({"uid":"a","title":"A","panels":[]})"); }

  SiteParts all_parts() {
    page_ = PageFiles::read(page_folder_.path());
    return {.gate = gate_,
            .pictures = [this](const net::Request& request) { return picture(request); },
            .page = &page_,
            .dashboards = &dashboards_,
            .prometheus = &prometheus_,
            .config = {{"version", "1"}}};
  }
  asio::awaitable<net::Response> picture(const net::Request& request) {
    if (request.path() == "/render/broken.png") throw std::runtime_error("the picture fell off the wall");
    co_return net::Response{.headers = {{"Content-Type", "image/png"}}, .body = "picture"};
  }
  net::Response get(Site& site, std::string target) {
    const net::Request request{.target = std::move(target), .headers = {{"Authorization", authorization_}}};
    return testing::run(io_, site.answer(request));
  }
  net::Response get(std::string target) {
    Site site(all_parts());
    return get(site, std::move(target));
  }

  asio::io_context io_{1};
  testing::TemporaryFolder page_folder_;
  testing::TemporaryFolder dashboards_folder_;
  values::ManualClock clock_{values::Timestamp{}};
  Login login_{"admin", values::Secret{"admin123"}, clock_};
  std::string authorization_ = net::write_basic_authorization("admin", "admin123");
  Gate gate_{{.login = &login_}};
  PageFiles page_;
  Dashboards dashboards_{dashboards_folder_.path(), clock_};
  net::HttpClient client_{io_.get_executor(), {.host = "127.0.0.1", .port = 1}};
  PrometheusProxy prometheus_{client_, {.url = "http://127.0.0.1:1"}};
};

TEST_F(Sites, EachPathHasItsAnswer) {
  page_folder_.write("index.html", "page");
  EXPECT_EQ(get("/").body, "page");
  EXPECT_EQ(get("/health").body, "{\"status\":\"healthy\"}\n");
  EXPECT_EQ(get("/api/config").body, "{\"version\":\"1\"}\n");
  EXPECT_THAT(get("/api/dashboards").body, HasSubstr(R"([{"uid":"a","title":"A")"));
  EXPECT_EQ(get("/api/dashboards/a").body, R"({"uid":"a","title":"A","panels":[]})");
  EXPECT_EQ(get("/api/v1/query").status, 400);
  EXPECT_EQ(get("/api/v1/query?query=up").status, 502);
  EXPECT_EQ(get("/render/chart.png").body, "picture");
  for (const char* path : {"/nowhere", "/api", "/api/dashboards/", "/api/dashboards/b", "/api/dashboardsa", "/api/v2/x",
                           "/render", "/assets/x.js", "/api/dashboards/a/b", "/%00"}) {
    EXPECT_EQ(get(path).status, 404) << path;
    EXPECT_THAT(get(path).body, HasSubstr("{\"error\":\"")) << path;
  }
}

TEST_F(Sites, WithoutAPageSaysHowToBuildIt) {
  EXPECT_EQ(get("/").status, 503);
  EXPECT_THAT(get("/").body, HasSubstr("./run"));
}

TEST_F(Sites, ForPicturesOnlyServesPicturesOnly) {
  Gate open({});
  SiteParts parts{.gate = open, .pictures = [this](const net::Request& request) { return picture(request); }};
  Site site(std::move(parts));
  authorization_.clear();
  EXPECT_EQ(get(site, "/render/chart.png").body, "picture");
  EXPECT_EQ(get(site, "/health").status, 200);
  for (const char* path : {"/", "/api/config", "/api/dashboards", "/api/v1/query?query=up"}) {
    EXPECT_EQ(get(site, path).status, 404) << path;
  }
}

TEST_F(Sites, WithoutTheLogInThereIsNothingToSee) {
  page_folder_.write("index.html", "page");
  authorization_ = net::write_basic_authorization("admin", "guess");
  for (const char* path : {"/", "/api/config", "/api/dashboards", "/api/dashboards/a", "/api/v1/query?query=up",
                           "/render/chart.png", "/nowhere"}) {
    const net::Response answer = get(path);
    EXPECT_EQ(answer.status, 401) << path;
    EXPECT_EQ(answer.body, "{\"error\":\"The user name or the password is wrong.\"}\n");
  }
}

TEST_F(Sites, EveryAnswerIsProtected) {
  for (const char* path :
       {"/", "/health", "/api/config", "/api/v1/query", "/render/chart.png", "/render/broken.png", "/x"}) {
    for (const std::string& login : {authorization_, std::string()}) {
      Site site(all_parts());
      const net::Request request{.target = path, .headers = {{"Authorization", login}}};
      const net::Headers headers = testing::run(io_, site.answer(request)).headers;
      EXPECT_THAT(std::string(headers.get("Content-Security-Policy")),
                  AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("unsafe"))))
          << path;
      EXPECT_EQ(headers.get("X-Content-Type-Options"), "nosniff");
      EXPECT_EQ(headers.get("Referrer-Policy"), "no-referrer");
      EXPECT_EQ(headers.get("Cross-Origin-Resource-Policy"), "same-origin");
      EXPECT_EQ(headers.get("Cache-Control"), "no-store");
      EXPECT_EQ(headers.get("Access-Control-Allow-Origin"), "");
    }
  }
  const auto refused = Site::check_head({.method = "POST"});
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->status, 405);
  EXPECT_EQ(refused->headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_FALSE(Site::check_head({.method = "HEAD"}));
}

TEST_F(Sites, AMistakeOfTheViewersOwnTellsNoStranger) {
  const net::Response answer = get("/render/broken.png");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, Not(HasSubstr("wall")));
}

}  // namespace
}  // namespace viewer
