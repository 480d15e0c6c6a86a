# coursebot_embed(TARGET NAME FILE)
#
# Makes FILE a part of TARGET: read-only pages, which take no memory until somebody reads them. Its bytes are what
# `std::span<const unsigned char> NAME()` in the namespace TARGET::embedded returns, which the user of it declares.
function(coursebot_embed target name file)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp")
  configure_file("${CMAKE_SOURCE_DIR}/cmake/embedded_file.cpp.in" "${source}" @ONLY)
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${file}" SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE "${source}")
endfunction()
