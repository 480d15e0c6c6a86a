#include "session.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

namespace net {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kReadBytes = 8U << 10U;
constexpr int kHttp10 = 10;

// A socket closed with unread bytes resets the connection, and the client may lose the refusal it was sent: what it is
// still sending is read for so long and thrown away.
constexpr std::chrono::seconds kLongestDrain{2};

struct Refusal {
  int status;
  std::string reason;
};

/// How to answer a request that could not be received; nothing if there is nobody to answer.
std::optional<Refusal> refusal(const ErrorCode& error) {
  static const boost::system::error_category& http_category = make_error_code(http::error::need_more).category();
  if (error == asio::error::timed_out) return Refusal{408, "the request took too long"};
  if (error == http::error::header_limit) return Refusal{431, "the request's header is too large"};
  if (is_over_limit(error)) return Refusal{413, "the request's body is too large"};
  if (error == http::error::partial_message || error == http::error::end_of_stream) return std::nullopt;
  if (error.category() == http_category) return Refusal{400, "the request is not valid HTTP"};
  return std::nullopt;
}

/// RFC 9112, section 3.2: exactly one Host field since HTTP/1.1, at most one before.
bool has_valid_host(RequestParser& parser) {
  return parser.host_fields() == 1 || (parser.host_fields() == 0 && parser.version() <= kHttp10);
}

bool awaits_permission(RequestParser& parser) {
  return parser.is_header_done() && !parser.is_done() &&
         same_field_name(parser.message().headers.get("Expect"), "100-continue");
}

}  // namespace

Session::Session(asio::ip::tcp::socket socket, std::shared_ptr<const Service> service)
    : stream_(std::move(socket)), service_(std::move(service)), watchdog_(stream_.socket().get_executor(), [this] {
        // Cancelled, not closed: a request that comes too slowly still gets its 408.
        ErrorCode ignored;
        stream_.socket().cancel(ignored);
      }) {
  stream_.tune();
}

void Session::finish() {
  is_finishing_ = true;
  if (is_idle_) stream_.close();
}

asio::awaitable<void> Session::run() {
  for (bool goes_on = true; goes_on;) {
    if (co_await wait_for_request()) break;
    RequestParser parser(service_->options.max_header_bytes, service_->options.max_body_bytes);
    if (const ErrorCode error = co_await receive(parser)) {
      if (const auto [status, reason] = refusal(error).value_or(Refusal{}); status != 0)
        co_await refuse(status, reason);
      break;
    }
    goes_on = co_await answer(parser);
  }
  stream_.close();
}

asio::awaitable<ErrorCode> Session::wait_for_request() {
  ErrorCode error;
  if (received_.size() == 0) {
    is_idle_ = true;
    watchdog_.expire_at(deadline_after(service_->options.idle_timeout));
    error = co_await read_more();
    is_idle_ = false;
  }
  co_return error;
}

asio::awaitable<ErrorCode> Session::receive(RequestParser& parser) {
  watchdog_.expire_at(deadline_after(service_->options.request_timeout));
  bool is_permitted = false;
  for (;;) {
    ErrorCode error = parse(parser);
    if (error || parser.is_done()) co_return error;
    if (!is_permitted && awaits_permission(parser)) {
      is_permitted = true;
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      error = std::get<ErrorCode>(co_await stream_.write(kContinue));
    }
    if (!error) error = co_await read_more();
    if (error) co_return error;
  }
}

ErrorCode Session::parse(RequestParser& parser) {
  ErrorCode error;
  while (received_.size() > 0 && !parser.is_done() && !error) {
    received_.consume(parser.put(received_.data(), error));
  }
  if (parser.is_header_done() && !has_valid_host(parser)) return http::error::bad_field;
  if (error != http::error::need_more) return error;
  // The parser bounds the header; a chunk's extensions are ours to bound.
  const bool is_too_long = parser.is_header_done() && received_.size() > service_->options.max_header_bytes;
  return is_too_long ? http::error::buffer_overflow : ErrorCode{};
}

asio::awaitable<ErrorCode> Session::read_more() {
  auto [error, count] = co_await stream_.read_some(received_.prepare(kReadBytes));
  received_.commit(count);
  if (watchdog_.expired()) error = asio::error::timed_out;
  co_return error;
}

asio::awaitable<Response> Session::handle(const Request& request) {
  try {
    co_return co_await service_->handler(request);
  } catch (...) {
    // What went wrong is the handler's to log: a stranger must not read it.
    co_return Response{.status = 500, .body = "internal error\n"};
  }
}

asio::awaitable<bool> Session::answer(RequestParser& parser) {
  const Request& request = parser.message();
  watchdog_.disarm();
  const Response response = co_await handle(request);

  ResponseFraming framing;
  framing.keep_alive =
      parser.keep_alive() && !is_finishing_ && !same_field_name(response.headers.get("Connection"), "close");
  framing.http_1_0 = parser.version() <= kHttp10;
  framing.without_body = request.method == "HEAD";
  auto wire = write_response(response, framing);
  if (!wire) wire = write_response(Response{.status = 500, .body = "internal error\n"}, framing);
  if (response.break_off_after) {
    wire->resize(std::min(wire->size(), *response.break_off_after));
    co_await break_off(*std::move(wire));
    co_return false;
  }
  const ErrorCode error = co_await write(*std::move(wire));
  co_return !error && framing.keep_alive;
}

asio::awaitable<ErrorCode> Session::write(std::string wire) {
  watchdog_.expire_at(deadline_after(service_->options.write_timeout));
  ErrorCode error;
  const std::size_t written = stream_.write_now(wire, error);
  if (error || written == wire.size()) co_return error;
  co_return std::get<ErrorCode>(co_await stream_.write(std::string_view(wire).substr(written)));
}

asio::awaitable<void> Session::break_off(std::string wire) {
  co_await write(std::move(wire));
  // A socket that does not linger at all resets its connection when it closes.
  ErrorCode ignored;
  stream_.socket().set_option(asio::socket_base::linger(true, 0), ignored);
}

asio::awaitable<void> Session::refuse(int status, std::string reason) {
  const Response response{.status = status, .headers = {{"Content-Type", "text/plain"}}, .body = reason + "\n"};
  const auto wire = write_response(response, {.keep_alive = false});
  if (!co_await write(*wire)) co_await drain();
}

asio::awaitable<void> Session::drain() {
  ErrorCode error;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
  watchdog_.expire_at(deadline_after(kLongestDrain));
  while (!error) {
    received_.clear();
    error = co_await read_more();
  }
}

}  // namespace net
