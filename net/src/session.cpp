#include "session.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>

namespace net {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t kReadBytes = 8U << 10U;
constexpr int kHttp10 = 10;

// A socket closed with unread bytes resets the connection, and the client may lose the refusal it was sent: what it is
// still sending is read for so long and thrown away.
constexpr std::chrono::seconds kLongestDrain{2};

// A client that sends on for all that time costs no more than so many bytes.
constexpr std::size_t kMostDrained = 2U << 20U;

struct Complaint {
  int status;
  Refusal refusal;
  std::string_view reason;
};

/// How to answer a request that could not be received; nothing if there is nobody to answer.
std::optional<Complaint> complaint_about(const ErrorCode& error) {
  static const boost::system::error_category& http_category = make_error_code(http::error::need_more).category();
  if (error == asio::error::timed_out) return Complaint{408, Refusal::too_slow, "the request took too long"};
  if (error == http::error::header_limit) {
    return Complaint{431, Refusal::head_too_large, "the request's header is too large"};
  }
  if (is_over_limit(error)) return Complaint{413, Refusal::body_too_large, "the request's body is too large"};
  if (error == http::error::partial_message || error == http::error::end_of_stream) return std::nullopt;
  if (error.category() == http_category) return Complaint{400, Refusal::not_http, "the request is not valid HTTP"};
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

Session::Session(asio::ip::tcp::socket socket, std::shared_ptr<const Service> service, asio::ssl::context* tls)
    : stream_(std::move(socket)), service_(std::move(service)), watchdog_(stream_.socket().get_executor(), [this] {
        // Cancelled, not closed: a request that comes too slowly still gets its 408.
        ErrorCode ignored;
        stream_.socket().cancel(ignored);
      }) {
  stream_.tune();
  if (tls == nullptr) return;
  stream_.add_tls(*tls);
  phase_ = Phase::handshake;
}

void Session::finish() {
  is_finishing_ = true;
  if (may_give_way()) stream_.close();
}

bool Session::gives_way_before(const Session& other) const {
  return std::pair(has_served_, waiting_since_) < std::pair(other.has_served_, other.waiting_since_);
}

asio::awaitable<void> Session::run() {
  bool goes_on = phase_ != Phase::handshake || co_await shake_hands();
  while (goes_on) {
    if (co_await wait_for_request()) break;
    RequestParser parser(service_->options.max_header_bytes, service_->options.max_body_bytes);
    const ErrorCode error = co_await receive(parser);
    if (turned_away_) {
      co_await say_and_leave(*std::move(turned_away_));
      break;
    }
    if (error) {
      co_await refuse(error);
      break;
    }
    goes_on = co_await answer(parser);
  }
  stream_.close();
}

asio::awaitable<bool> Session::shake_hands() {
  watchdog_.expire_at(deadline_after(service_->options.request_timeout));
  const auto [error] = co_await stream_.tls().async_handshake(Stream::Tls::server, kAsTuple);
  if (watchdog_.expired()) {
    report(Refusal::too_slow);
  } else if (error.category() == asio::error::get_ssl_category()) {
    report(Refusal::tls);
  }
  co_return !error;
}

asio::awaitable<ErrorCode> Session::wait_for_request() {
  waiting_since_ = Clock::now();
  if (received_.size() > 0) {
    phase_ = Phase::head;
    co_return ErrorCode{};
  }
  phase_ = Phase::idle;
  watchdog_.expire_at(deadline_after(service_->options.idle_timeout));
  const ErrorCode error = co_await read_more();
  phase_ = Phase::head;
  co_return error;
}

asio::awaitable<ErrorCode> Session::receive(RequestParser& parser) {
  watchdog_.expire_at(deadline_after(service_->options.request_timeout));
  bool is_permitted = false;
  for (;;) {
    ErrorCode error = parse(parser);
    if (phase_ == Phase::head && parser.is_header_done() && has_valid_host(parser)) {
      if (!is_welcome(parser)) co_return error;
      phase_ = Phase::body;
    }
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

bool Session::is_welcome(RequestParser& parser) {
  if (service_->options.check_head) turned_away_ = service_->options.check_head(parser.message());
  return !turned_away_;
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
  phase_ = Phase::answer;
  Response response = co_await handle(request);

  ResponseFraming framing;
  framing.keep_alive =
      parser.keep_alive() && !is_finishing_ && !same_field_name(response.headers.get("Connection"), "close");
  framing.http_1_0 = parser.version() <= kHttp10;
  framing.without_body = request.method == "HEAD";
  auto wire = write_response(response, framing);
  if (!wire) wire = write_response(Response{.status = 500, .body = "internal error\n"}, framing);
  response.body = std::string{};  // It stands in `wire`: a slow client holds a large answer once, not twice.
  if (response.break_off_after) {
    wire->resize(std::min(wire->size(), *response.break_off_after));
    co_await break_off(*std::move(wire));
    co_return false;
  }
  const ErrorCode error = co_await write(*std::move(wire));
  has_served_ = true;
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

asio::awaitable<void> Session::refuse(const ErrorCode& error) {
  const std::optional<Complaint> complaint = complaint_about(error);
  if (!complaint) co_return;
  report(complaint->refusal);
  Response response{.status = complaint->status,
                    .headers = {{"Content-Type", "text/plain"}},
                    .body = std::string(complaint->reason) + "\n"};
  co_await say_and_leave(std::move(response));
}

asio::awaitable<void> Session::say_and_leave(Response response) {
  phase_ = Phase::refusal;
  auto wire = write_response(response, {.keep_alive = false});
  if (!wire) co_return;
  if (!co_await write(*std::move(wire))) co_await drain();
}

asio::awaitable<void> Session::drain() {
  ErrorCode error;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
  watchdog_.expire_at(deadline_after(kLongestDrain));
  for (std::size_t drained = 0; !error && drained < kMostDrained; drained += received_.size()) {
    received_.clear();
    error = co_await read_more();
  }
}

void Session::report(Refusal refusal) const {
  if (service_->options.on_refused) service_->options.on_refused(refusal);
}

}  // namespace net
