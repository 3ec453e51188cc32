package dev.aria.console.page;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Looks at every view of the console that {@code ARIA_CONSOLE_ADDRESS} names, of a demo for one,
 * and keeps pictures of them where {@code ARIA_CONSOLE_SCREENSHOTS} says. The pictures in docs are
 * made so.
 */
@ExtendWith(Browser.Installed.class)
@EnabledIfEnvironmentVariable(named = "ARIA_CONSOLE_ADDRESS", matches = "http.+")
final class ScreenshotsIT {
  @TempDir private Path profile;

  @ParameterizedTest
  @CsvSource({"1280, 800, light", "1280, 800, dark", "390, 844, light", "390, 844, dark"})
  void views_ofARunElsewhere_showSomethingAndFitTheWindow(int width, int height, String theme)
      throws IOException {
    try (Browser browser = Browser.start(System.getenv("ARIA_CONSOLE_ADDRESS"), profile)) {
      browser.lookAround(width, height, theme);
    }
  }
}
