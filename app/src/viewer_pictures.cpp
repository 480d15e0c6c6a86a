#include "viewer_pictures.hpp"

#include <chrono>
#include <string_view>
#include <utility>

#include <boost/json/parse.hpp>

#include "net/basic_authorization.hpp"
#include "net/url.hpp"
#include "values/utf8.hpp"

namespace app {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Picture = values::Result<std::string, telegram::ApiError>;

constexpr std::size_t kMaxPictureBytes = 10U << 20U;  // sendPhoto takes no more (core.telegram.org/bots/api)
constexpr std::chrono::milliseconds kTimeout = 15s;
constexpr std::chrono::milliseconds kConnectTimeout = 5s;
constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";  // www.w3.org/TR/png, section 5.2
constexpr std::size_t kMaxSentence = 500;                        // code points

telegram::ApiError failure(std::string sentence) {
  return {.kind = telegram::ApiErrorKind::rejected, .description = std::move(sentence)};
}

/// What the viewer says in {"error":"…"}; empty if it says nothing.
std::string words_of(const net::Response& answer) {
  boost::system::error_code malformed;
  const boost::json::value parsed = boost::json::parse(answer.body, malformed);
  const auto* object = malformed ? nullptr : parsed.if_object();
  const auto* error = object == nullptr ? nullptr : object->if_contains("error");
  const auto* words = error == nullptr ? nullptr : error->if_string();
  if (words == nullptr) return {};
  return values::truncate_code_points(std::string_view(words->data(), words->size()), kMaxSentence);
}

}  // namespace

ViewerPictures::ViewerPictures(const asio::any_io_executor& executor, const Settings& settings)
    : address_(net::parse_url(settings.viewer_url).value().authority()),
      authorization_(net::write_basic_authorization(settings.viewer_user, settings.viewer_password.reveal())),
      client_(executor, net::parse_url(settings.viewer_url).value(),
              {.max_connections = 2, .connect_timeout = kConnectTimeout, .max_response_bytes = kMaxPictureBytes}) {}

asio::awaitable<Picture> ViewerPictures::fetch(std::string target) {
  net::Request request{.target = std::move(target),
                       .headers = {{"Authorization", authorization_}, {"Accept", "image/png"}}};
  net::HttpResult answer = co_await client_.send(std::move(request), kTimeout);
  if (!answer) {
    switch (answer.error().failure) {
      case net::HttpFailure::timeout:
        co_return failure("The charts can't be had: the viewer on " + address_ + " does not answer in time.");
      case net::HttpFailure::too_large:
        co_return failure("The picture is too large for Telegram: ask for less.");
      default:
        co_return failure("The charts can't be had: the viewer on " + address_ +
                          " does not answer. `./run` starts it.");
    }
  }
  if (answer->status == 401) {
    co_return failure("The charts can't be had: the viewer on " + address_ +
                      " wants another log-in than VIEWER_USER and VIEWER_PASSWORD.");
  }
  if (answer->status != 200) {
    std::string words = words_of(*answer);
    if (words.empty())
      words = "The viewer on " + address_ + " fails: HTTP status " + std::to_string(answer->status) + ".";
    co_return failure(std::move(words));
  }
  if (answer->headers.get("Content-Type") != "image/png" || !answer->body.starts_with(kPngSignature)) {
    co_return failure("What is on " + address_ + " is no viewer: it does not answer with a picture.");
  }
  co_return Picture(boost::system::in_place_value, std::move(answer->body));
}

}  // namespace app
