#include "connection.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/ssl.h>

namespace net {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kMaxHeaderBytes = 64U << 10U;
constexpr std::size_t kReadBytes = 16U << 10U;
constexpr int kSwitchingProtocols = 101;
constexpr std::chrono::seconds kTrustedPause{1};  // see Connection::is_reusable

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

bool is_closed_by_peer(const ErrorCode& error) {
  return error == asio::error::eof || error == asio::error::connection_reset ||
         error == asio::error::connection_aborted || error == asio::error::broken_pipe ||
         error == asio::ssl::error::stream_truncated;
}

StepFailure exchange_failure(const ErrorCode& error) {
  if (is_over_limit(error)) return {HttpFailure::too_large, "the answer is larger than allowed"};
  if (is_closed_by_peer(error) || error == http::error::partial_message || error == http::error::end_of_stream) {
    return {HttpFailure::disconnected, "the connection ended before a complete answer"};
  }
  static const boost::system::error_category& http_category = make_error_code(http::error::need_more).category();
  if (error.category() == http_category) {
    return {HttpFailure::malformed, "the answer is not HTTP: " + error.message()};
  }
  return {HttpFailure::disconnected, "the connection broke: " + error.message()};
}

void begin_answer(std::optional<ResponseParser>& parser, Connection::Expectation expected) {
  parser.emplace(kMaxHeaderBytes, expected.max_body_bytes);
  parser->skip(!expected.body);
}

/// "100 Continue" and its like announce the answer, they are not it; after "101 Switching Protocols" comes no other.
bool is_interim(int status) {
  return status >= 100 && status < 200 && status != kSwitchingProtocols;
}

}  // namespace

Connection::Connection(const asio::any_io_executor& executor)
    : executor_(executor), watchdog_(executor, [this] { interrupt(); }) {}

void Connection::interrupt() {
  if (stream_) stream_->close();
  if (resolution_) resolution_->abandon();
}

void Connection::close() {
  closed_ = true;
  interrupt();
}

bool Connection::is_reusable() {
  if (!is_open()) return false;
  return Clock::now() - last_used_ < kTrustedPause || !stream_->has_stirred();
}

asio::awaitable<std::optional<StepFailure>> Connection::open(const Url& server, TlsContext* tls,
                                                             Clock::time_point deadline) {
  stream_.reset();
  received_.clear();
  watchdog_.expire_at(deadline);

  resolution_ = std::make_shared<Resolution>(executor_);
  if (const ErrorCode error = co_await resolution_->run(server.host, server.port)) {
    co_return StepFailure{HttpFailure::resolve, "the host's name has no address: " + error.message()};
  }
  if (const ErrorCode error = co_await connect(deadline)) {
    co_return StepFailure{HttpFailure::connect, "can't connect: " + error.message()};
  }
  resolution_.reset();
  stream_->tune();
  if (tls != nullptr) co_return co_await secure(*tls);
  co_return std::nullopt;
}

asio::awaitable<ErrorCode> Connection::connect(Clock::time_point deadline) {
  ErrorCode error = asio::error::operation_aborted;
  const auto& endpoints = resolution_->endpoints();
  for (std::size_t tried = 0; tried < endpoints.size() && !closed_; ++tried) {
    const Clock::time_point now = Clock::now();
    if (now >= deadline) break;
    watchdog_.expire_at(now + (deadline - now) / static_cast<int>(endpoints.size() - tried));
    stream_.emplace(asio::ip::tcp::socket(executor_));
    std::tie(error) = co_await stream_->socket().async_connect(endpoints[tried], kAsTuple);
    if (!error && !interrupted()) {
      watchdog_.expire_at(deadline);
      co_return error;
    }
  }
  co_return error ? error : asio::error::operation_aborted;
}

asio::awaitable<std::optional<StepFailure>> Connection::secure(TlsContext& tls) {
  Stream::Tls& stream = stream_->add_tls(tls.context());
  tls.prepare(stream.native_handle());
  const auto [error] = co_await stream.async_handshake(Stream::Tls::client, kAsTuple);
  if (error) co_return StepFailure{HttpFailure::tls, describe_handshake_failure(stream.native_handle(), error)};
  co_return std::nullopt;
}

asio::awaitable<std::optional<StepFailure>> Connection::exchange(std::string_view request, Expectation expected,
                                                                 Response& answer) {
  answer_begun_ = false;
  was_stale_ = false;
  ErrorCode error;
  const std::size_t written = stream_->write_now(request, error);
  if (!error && written < request.size()) error = std::get<0>(co_await stream_->write(request.substr(written)));
  if (!error) error = co_await receive(expected, answer);
  if (!error) {
    last_used_ = Clock::now();
    co_return std::nullopt;
  }
  was_stale_ = !answer_begun_ && !interrupted() && is_closed_by_peer(error);
  if (stream_) stream_->close();
  co_return exchange_failure(error);
}

asio::awaitable<ErrorCode> Connection::receive(Expectation expected, Response& answer) {
  std::optional<ResponseParser> parser;
  begin_answer(parser, expected);
  for (;;) {
    ErrorCode error = parse(*parser);
    if (error) co_return error;
    if (parser->is_done() && is_interim(parser->message().status)) {
      begin_answer(parser, expected);
      continue;
    }
    if (parser->is_done()) break;

    std::size_t count = 0;
    std::tie(error, count) = co_await stream_->read_some(received_.prepare(kReadBytes));
    received_.commit(count);
    answer_begun_ = answer_begun_ || count > 0;
    // An answer without a length ends with the connection.
    if (error == asio::error::eof && parser->got_some()) parser->put_eof(error);
    if (error) co_return error;
  }
  const bool is_last = !parser->keep_alive() || parser->message().status == kSwitchingProtocols || received_.size() > 0;
  answer = std::move(parser->message());
  if (is_last) stream_->close();
  co_return ErrorCode{};
}

ErrorCode Connection::parse(ResponseParser& parser) {
  ErrorCode error;
  while (received_.size() > 0 && !parser.is_done() && !error) {
    received_.consume(parser.put(received_.data(), error));
  }
  if (error != http::error::need_more) return error;
  return received_.size() > kMaxHeaderBytes ? http::error::buffer_overflow : ErrorCode{};
}

}  // namespace net
