package dev.aria.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.operations.control.RunOrders;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/**
 * The page in headless Chromium, over a run at work: what a person does with it, without an error
 * in the browser's console. Passed over where there is no Chromium with its driver.
 */
@ExtendWith({Browser.Installed.class, SharedStack.class})
final class BrowserIT {
  @TempDir private static Path profile;
  private static WatchedStack stack;
  private static Browser browser;

  @BeforeAll
  static void begin(WatchedStack shared) {
    stack = shared;
    browser = Browser.start(stack.address(), profile);
  }

  @AfterAll
  static void end() {
    Optional.ofNullable(browser).ifPresent(Browser::close);
  }

  @ParameterizedTest
  @CsvSource({"1280, 800, light", "1280, 800, dark", "390, 844, light", "390, 844, dark"})
  void views_atEverySizeAndTheme_showSomethingAndFitTheWindow(int width, int height, String theme)
      throws IOException {
    browser.lookAround(width, height, theme);
  }

  @Test
  void weights_whileTheRunGoesOn_change() {
    browser.open(1280, 800);
    String before = browser.see("weights-version").getText();
    stack.order(RunCommand.Kind.RESUME);

    browser.waiting().until(any -> !browser.see("weights-version").getText().equals(before));

    stack.order(RunCommand.Kind.PAUSE);

    browser.checkNoErrors();
  }

  @Test
  void region_pressed_opensWithItsPrompts() {
    browser.open(1280, 800);
    browser.press("tab-map");
    browser
        .waiting()
        .until(
            any -> {
              browser.element("[data-region='1']").sendKeys(Keys.ENTER);
              return browser.see("region-panel").getText().contains("a picture of");
            });

    browser.checkNoErrors();
  }

  @Test
  void slider_moved_showsAnotherCheckpoint() {
    browser.open(1280, 800);
    browser.press("tab-pictures");
    browser.waiting().until(any -> steps() >= 2);
    browser.see("picture-slider").sendKeys(Keys.HOME);
    String first = shown();

    browser.see("picture-slider").sendKeys(Keys.ARROW_RIGHT);

    browser.waiting().until(any -> !shown().equals(first));
    browser.checkNoErrors();
  }

  private static int steps() {
    String most = browser.see("picture-slider").getDomProperty("max");
    return most == null ? 0 : (int) Double.parseDouble(most) + 1;
  }

  private static String shown() {
    return String.valueOf(browser.see("student-picture").getDomProperty("src"));
  }

  @Test
  void orders_pauseAndResume_areObeyed() {
    browser.open(1280, 800);
    browser.press("tab-flow");
    browser.waiting().until(any -> browser.text("main").contains("stands still"));

    browser.press("order-resume");
    browser.waiting().until(any -> !browser.text("main").contains("stands still"));
    browser.press("order-pause");

    browser.waiting().until(any -> browser.text("main").contains("stands still"));
    assertThat(browser.see("order-result").getText()).isNotBlank();
    browser.checkNoErrors();
  }

  @Test
  void finishedRun_deletedAfterItsNameIsTyped_isGone() {
    RunSettings old = Settings.load("-Daria.run.name=old-one").run();
    stack.stack().cluster().ensure(Topics.ofRun(old));
    new RunOrders(stack.stack().cluster(), old).give(RunCommand.Kind.STOP, "test");
    browser.open(1280, 800);
    browser.press("tab-runs");
    browser.press("delete-old-one");
    browser.see("confirm-name").sendKeys("old-one");

    browser.press("confirm-delete");

    browser.waiting().until(any -> browser.elements("[data-testid='delete-old-one']").isEmpty());
    assertThat(stack.stack().cluster().exists(Topics.control(old))).isFalse();
    browser.checkNoErrors();
  }
}
