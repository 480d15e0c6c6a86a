#pragma once
// A Prometheus of a test's own on loopback: it answers what the test says, and remembers the expressions it was asked.
//
//   FakePrometheus prometheus;
//   prometheus.matrices["sum(up)"] = R"([{"metric":{},"values":[[1795453530,"1"]]}])";
//   net::Response picture = prometheus.run(renderer.answer(request));

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "monitoring/prometheus.hpp"
#include "net/http_client.hpp"
#include "net/http_server.hpp"
#include "net/query_string.hpp"

namespace charts {

class FakePrometheus {
 public:
  FakePrometheus()
      : server_(context_.get_executor(),
                [this](const net::Request& request) -> boost::asio::awaitable<net::Response> {
                  net::Response response = answer(request);
                  co_return response;
                }),
        client_(context_.get_executor(),
                {.host = "127.0.0.1", .port = server_.listen("127.0.0.1", 0).value(), .path = {}}) {}

  boost::asio::any_io_executor executor() { return context_.get_executor(); }
  void stop() { server_.stop(); }

  net::Response run(boost::asio::awaitable<net::Response> task) {
    std::optional<net::Response> result;
    context_.restart();
    boost::asio::co_spawn(context_, std::move(task), [&](const std::exception_ptr& failure, net::Response response) {
      if (failure) std::rethrow_exception(failure);
      result = std::move(response);
      context_.stop();
    });
    context_.run();
    return std::move(result).value();
  }

  std::map<std::string, std::string> matrices;  ///< By expression. Others get `matrix_of_all`.
  std::string matrix_of_all = "[]";
  std::string vector_of_all = R"([{"metric":{},"value":[1795453530,"7"]}])";
  std::map<std::string, std::string> types;  ///< Of metrics that have metadata.
  std::vector<std::string> names;
  std::optional<net::Response> instead;  ///< To everything.
  std::vector<std::string> asked;        ///< Expressions.
  std::vector<std::string> starts;       ///< And the starts of their ranges.

 private:
  boost::asio::io_context context_{1};
  net::HttpServer server_;
  net::HttpClient client_;

 public:
  monitoring::Prometheus prometheus{client_};

 private:
  static net::Response success(const std::string& data) {
    return {.status = 200, .headers = {}, .body = R"({"status":"success","data":)" + data + "}"};
  }

  net::Response answer(const net::Request& request) {
    if (instead) return *instead;
    if (request.path() == "/api/v1/metadata") return success(metadata(net::parse_query(request.query()).at(0).value));
    if (request.path() == "/api/v1/label/__name__/values") return success(list_of_names());
    const std::vector<net::QueryParameter> parameters = net::parse_query(request.body);
    asked.push_back(parameters.at(0).value);
    starts.push_back(parameters.at(1).value);
    if (request.path() == "/api/v1/query") {
      return success(R"({"resultType":"vector","result":)" + vector_of_all + "}");
    }
    const auto found = matrices.find(asked.back());
    return success(R"({"resultType":"matrix","result":)" + (found == matrices.end() ? matrix_of_all : found->second) +
                   "}");
  }

  std::string metadata(const std::string& metric) const {
    const auto found = types.find(metric);
    if (found == types.end()) return "{}";
    return "{\"" + metric + R"(":[{"type":")" + found->second + R"(","help":"","unit":""}]})";
  }

  std::string list_of_names() const {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "\"" : ",\"") + name + "\"";
    return "[" + list + "]";
  }
};

}  // namespace charts
