# Everything comes from Debian 12's packages (tools/packages.sh lists them); nothing is fetched or vendored.
find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)

# Certificates: libharu writes the PDF, and the fonts become part of the program.
find_path(HARU_INCLUDE_DIR hpdf.h REQUIRED)
find_library(HARU_LIBRARY hpdf REQUIRED)
add_library(haru UNKNOWN IMPORTED)
set_target_properties(haru PROPERTIES IMPORTED_LOCATION "${HARU_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${HARU_INCLUDE_DIR}")
foreach(font IN ITEMS DejaVuSans DejaVuSans-Bold DejaVuSerif DejaVuSerif-Bold)
  find_file(FONT_${font} ${font}.ttf PATHS /usr/share/fonts/truetype/dejavu NO_DEFAULT_PATH REQUIRED)
endforeach()
# Charts as pictures: cairo draws, FreeType reads the fonts.
find_package(Freetype REQUIRED)
find_path(CAIRO_INCLUDE_DIR cairo-ft.h PATH_SUFFIXES cairo REQUIRED)
find_library(CAIRO_LIBRARY cairo REQUIRED)
add_library(cairo UNKNOWN IMPORTED)
set_target_properties(cairo PROPERTIES IMPORTED_LOCATION "${CAIRO_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${CAIRO_INCLUDE_DIR}")
# Not by its CMake package: Debian's refuses to work without libmd4c-html, which nothing here needs.
find_library(MD4C_LIBRARY md4c REQUIRED)
find_path(MD4C_INCLUDE_DIR md4c.h REQUIRED)
add_library(md4c::md4c UNKNOWN IMPORTED)
set_target_properties(md4c::md4c PROPERTIES
  IMPORTED_LOCATION "${MD4C_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${MD4C_INCLUDE_DIR}")
if(BUILD_TESTING)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()

# Asio, Beast and Boost.JSON compiled once here instead of in every file that includes them: build times triple otherwise.
add_library(boost_compiled STATIC
  "${CMAKE_CURRENT_LIST_DIR}/boost/asio.cpp"
  "${CMAKE_CURRENT_LIST_DIR}/boost/asio_ssl.cpp"
  "${CMAKE_CURRENT_LIST_DIR}/boost/beast.cpp"
  "${CMAKE_CURRENT_LIST_DIR}/boost/json.cpp")
target_compile_definitions(boost_compiled PUBLIC
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(boost_compiled PUBLIC Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads)

# Of most files more time goes into reading the headers than into anything else: what nearly all include is compiled once.
add_library(standard_precompiled OBJECT "${CMAKE_CURRENT_LIST_DIR}/boost/precompiled.cpp")
target_link_libraries(standard_precompiled PUBLIC coursebot_compile_options)
target_precompile_headers(standard_precompiled PUBLIC <algorithm> <array> <chrono> <functional> <map> <memory> <optional>
  <span> <stdexcept> <string> <string_view> <utility> <variant> <vector>)

# The heavy headers, precompiled once and shared by the modules that speak HTTP.
add_library(boost_precompiled OBJECT "${CMAKE_CURRENT_LIST_DIR}/boost/precompiled.cpp")
target_link_libraries(boost_precompiled PUBLIC boost_compiled coursebot_compile_options)
set(included_by_boost <boost/asio.hpp> <boost/asio/ssl.hpp> <boost/beast.hpp> <boost/json.hpp> <chrono> <functional>
  <memory> <optional> <string> <string_view> <vector>)
target_precompile_headers(boost_precompiled PUBLIC ${included_by_boost})

if(BUILD_TESTING)
  # Of a test, most of the time goes into compiling it: what all include is compiled once, and nothing is optimised.
  add_library(coursebot_test_options INTERFACE)
  target_compile_options(coursebot_test_options INTERFACE $<$<CONFIG:Release>:-O0>)
  set(included_by_tests <gmock/gmock.h> <gtest/gtest.h> <algorithm> <array> <chrono> <functional> <map> <memory> <optional>
    <span> <string> <string_view> <variant> <vector>)

  add_library(tests_precompiled OBJECT "${CMAKE_CURRENT_LIST_DIR}/boost/precompiled.cpp")
  target_link_libraries(tests_precompiled PUBLIC GTest::gmock coursebot_compile_options coursebot_test_options)
  target_precompile_headers(tests_precompiled PUBLIC ${included_by_tests})

  add_library(boost_tests_precompiled OBJECT "${CMAKE_CURRENT_LIST_DIR}/boost/precompiled.cpp")
  target_link_libraries(boost_tests_precompiled PUBLIC boost_compiled GTest::gmock coursebot_compile_options
    coursebot_test_options)
  target_precompile_headers(boost_tests_precompiled PUBLIC ${included_by_boost} ${included_by_tests})
endif()
