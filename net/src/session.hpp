#pragma once
// One client's connection to the server: reads a request, has it answered, writes the answer, and again, in order.
// Every wait has a deadline and every size a limit; what exceeds them is answered once and the connection closed. Use
// it from its executor only.

#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/system/error_code.hpp>

#include "message_parser.hpp"
#include "message_writer.hpp"
#include "net/http_server.hpp"
#include "stream.hpp"
#include "watchdog.hpp"

namespace net {

/// What all sessions of a server share.
struct Service {
  HttpServer::Handler handler;
  HttpServerOptions options;
};

class Session {
 public:
  Session(boost::asio::ip::tcp::socket socket, std::shared_ptr<const Service> service);

  /// Serves until the client leaves, a limit is hit, or the session is told to end. The session must stay until then.
  boost::asio::awaitable<void> run();

  /// Ends between requests: at once if none is being received or answered.
  void finish();

  /// Ends at once; an answer in the making is dropped.
  void close() { stream_.close(); }

 private:
  using ErrorCode = boost::system::error_code;

  boost::asio::awaitable<ErrorCode> wait_for_request();
  boost::asio::awaitable<ErrorCode> receive(RequestParser& parser);
  ErrorCode parse(RequestParser& parser);
  boost::asio::awaitable<ErrorCode> read_more();
  boost::asio::awaitable<Response> handle(const Request& request);
  boost::asio::awaitable<bool> answer(RequestParser& parser);
  boost::asio::awaitable<ErrorCode> write(std::string wire);
  boost::asio::awaitable<void> break_off(std::string wire);
  boost::asio::awaitable<void> refuse(int status, std::string reason);
  boost::asio::awaitable<void> drain();

  Stream stream_;
  std::shared_ptr<const Service> service_;
  boost::beast::flat_buffer received_;
  bool is_idle_ = false;
  bool is_finishing_ = false;
  Watchdog watchdog_;
};

}  // namespace net
