# The page: its logic under Node.js, and the whole of it in Chromium. To let the latter and the check
# of types run, once: npm ci --prefix <build folder>/export/html/npm
get_property(page_folder GLOBAL PROPERTY CHANCERY_PAGE_FOLDER)
find_program(CHANCERY_CHROMIUM NAMES chromium chromium-browser)
if(page_folder)
  add_test(NAME "export: the page's logic" COMMAND ${CHANCERY_NODE} test.mjs
    WORKING_DIRECTORY ${page_folder})
  add_test(NAME "export: the page's types" COMMAND ${CHANCERY_NODE} ${readers}/page/types.mjs
    WORKING_DIRECTORY ${page_folder})
  set_tests_properties("export: the page's logic" "export: the page's types" PROPERTIES
    SKIP_RETURN_CODE 77 TIMEOUT 120)

  add_executable(write_large_page write_large_page.cpp)
  target_link_libraries(write_large_page PRIVATE
    chancery::export nlohmann_json::nlohmann_json chancery::warnings)
  set(page_samples ${CMAKE_CURRENT_BINARY_DIR}/page)
  add_test(NAME "export: the large page is written" COMMAND write_large_page ${page_samples})
  add_test(NAME "export: the page of the examples is written"
    COMMAND ${readers}/page/write_examples.sh $<TARGET_FILE:chancery> ${PROJECT_SOURCE_DIR}/examples/corpus
            ${page_samples})
  set_tests_properties("export: the large page is written"
    "export: the page of the examples is written" PROPERTIES FIXTURES_SETUP page_samples)
  if(CHANCERY_CHROMIUM)
    foreach(check examples large)
      add_test(NAME "export: Chromium opens the page (${check})"
        COMMAND ${CHANCERY_NODE} ${readers}/page/${check}.mjs ${CHANCERY_CHROMIUM} ${page_samples}
        WORKING_DIRECTORY ${page_folder})
      set_tests_properties("export: Chromium opens the page (${check})" PROPERTIES
        FIXTURES_REQUIRED page_samples SKIP_RETURN_CODE 77 TIMEOUT 600)
    endforeach()
    add_test(NAME "export: Chromium opens the page (nasty)"
      COMMAND ${CHANCERY_NODE} ${readers}/page/nasty.mjs ${CHANCERY_CHROMIUM} ${nasty}
      WORKING_DIRECTORY ${page_folder})
    set_tests_properties("export: Chromium opens the page (nasty)" PROPERTIES
      FIXTURES_REQUIRED export_sample SKIP_RETURN_CODE 77 TIMEOUT 600)
  endif()
endif()
