package dev.aria.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.operations.control.RunOrders;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page in headless Chromium, over a run at work: what a person does with it, without an error
 * in the browser's console. Passed over where there is no Chromium with its driver.
 */
final class BrowserIT {
  private static final int NEVER_REACHED = 100_000;
  private static final int CHECKPOINTS_OF_TWO = 110;
  private static final List<String> VIEWS =
      List.of("flow", "map", "history", "pictures", "people", "dead", "runs");

  @TempDir private static Path folder;
  private static WatchedStack stack;
  private static ChromeDriver browser;

  @BeforeAll
  static void begin() {
    Optional<Path> chromium = found("chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = found("chromedriver");
    assumeTrue(
        chromium.isPresent() && driver.isPresent(),
        "Chromium and chromedriver are on the path (Debian: packages chromium and chromium-driver)");
    stack = new WatchedStack(folder, "watched", NEVER_REACHED);
    stack.untilTrained(CHECKPOINTS_OF_TWO);
    stack.order(RunCommand.Kind.PAUSE); // the browser needs the processors
    browser = open(chromium.get(), driver.get());
  }

  private static Optional<Path> found(String... names) {
    return List.of(names).stream()
        .flatMap(
            name ->
                List.of(System.getenv("PATH").split(":", -1)).stream()
                    .map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ChromeDriver open(Path chromium, Path driver) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  @AfterAll
  static void end() {
    Optional.ofNullable(browser).ifPresent(ChromeDriver::quit);
    Optional.ofNullable(stack).ifPresent(WatchedStack::close);
  }

  private static WebElement see(String testId) {
    return waiting()
        .until(any -> browser.findElement(By.cssSelector("[data-testid='" + testId + "']")));
  }

  private static void press(String testId) {
    waiting()
        .until(
            any -> {
              see(testId).click();
              return true;
            });
  }

  private static WebDriverWait waiting() {
    WebDriverWait wait = new WebDriverWait(browser, WatchedStack.HANG_GUARD);
    wait.ignoring(org.openqa.selenium.WebDriverException.class);
    return wait;
  }

  private static void open(int width, int height) {
    browser.manage().window().setSize(new Dimension(width, height));
    browser.get("about:blank");
    browser.get(stack.address());
    see("weights-version");
  }

  private static void checkNoErrors() {
    List<LogEntry> entries =
        browser.manage().logs().get(LogType.BROWSER).getAll().stream()
            .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
            .toList();
    assertThat(entries).as("errors and warnings of the browser").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1280, 800, light", "1280, 800, dark", "390, 844, light", "390, 844, dark"})
  void views_atEverySizeAndTheme_showSomethingAndFitTheWindow(int width, int height, String theme)
      throws IOException {
    open(width, height);
    wear(theme);
    for (String view : VIEWS) {
      press("tab-" + view);
      waiting().until(any -> !text("main").isBlank());
      Object overflow =
          browser.executeScript(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) overflow).intValue()).as("%s is too wide", view).isLessThanOrEqualTo(0);
      waiting()
          .until(
              any ->
                  browser.findElements(By.cssSelector(".notice[data-kind=loading]")).stream()
                      .noneMatch(WebElement::isDisplayed));
      keep("%s-%s-%d".formatted(view, theme, width));
    }
    checkNoErrors();
  }

  private static void wear(String theme) {
    for (int i = 0; i < 3 && !theme().equals(theme); i++) {
      press("theme");
    }
    assertThat(theme()).isEqualTo(theme);
  }

  private static String theme() {
    String background =
        String.valueOf(
            browser.executeScript("return getComputedStyle(document.body).backgroundColor"));
    String[] parts = background.replaceAll("[^0-9,.]", "").split(",", -1);
    return Double.parseDouble(parts[0]) > 127 ? "light" : "dark";
  }

  private static String text(String css) {
    return browser.findElement(By.cssSelector(css)).getText();
  }

  /** Keeps a picture of the page where {@code ARIA_CONSOLE_SCREENSHOTS} says. */
  private static void keep(String name) throws IOException {
    String wanted = System.getenv().getOrDefault("ARIA_CONSOLE_SCREENSHOTS", "");
    if (!wanted.isEmpty()) {
      Path place = Path.of(wanted);
      Files.createDirectories(place);
      Files.write(
          place.resolve(name.toLowerCase(Locale.ROOT) + ".png"),
          browser.getScreenshotAs(OutputType.BYTES));
    }
  }

  @Test
  void weights_whileTheRunGoesOn_change() {
    open(1280, 800);
    String before = see("weights-version").getText();
    stack.order(RunCommand.Kind.RESUME);

    waiting().until(any -> !see("weights-version").getText().equals(before));

    stack.order(RunCommand.Kind.PAUSE);

    checkNoErrors();
  }

  @Test
  void region_pressed_opensWithItsPrompts() {
    open(1280, 800);
    press("tab-map");
    waiting()
        .until(
            any -> {
              browser.findElement(By.cssSelector("[data-region='1']")).sendKeys(Keys.ENTER);
              return see("region-panel").getText().contains("a picture of");
            });

    checkNoErrors();
  }

  @Test
  void slider_moved_showsAnotherCheckpoint() {
    open(1280, 800);
    press("tab-pictures");
    waiting().until(any -> steps() >= 2);
    see("picture-slider").sendKeys(Keys.HOME);
    String first = shown();

    see("picture-slider").sendKeys(Keys.ARROW_RIGHT);

    waiting().until(any -> !shown().equals(first));
    checkNoErrors();
  }

  private static int steps() {
    String most = see("picture-slider").getDomProperty("max");
    return most == null ? 0 : (int) Double.parseDouble(most) + 1;
  }

  private static String shown() {
    return String.valueOf(see("student-picture").getDomProperty("src"));
  }

  @Test
  void orders_pauseAndResume_areObeyed() {
    open(1280, 800);
    press("tab-flow");
    waiting().until(any -> text("main").contains("stands still"));

    press("order-resume");
    waiting().until(any -> !text("main").contains("stands still"));
    press("order-pause");

    waiting().until(any -> text("main").contains("stands still"));
    assertThat(see("order-result").getText()).isNotBlank();
    checkNoErrors();
  }

  @Test
  void finishedRun_deletedAfterItsNameIsTyped_isGone() {
    RunSettings old = Settings.load("-Daria.run.name=old-one").run();
    stack.stack().cluster().ensure(Topics.ofRun(old));
    new RunOrders(stack.stack().cluster(), old).give(RunCommand.Kind.STOP, "test");
    open(1280, 800);
    press("tab-runs");
    press("delete-old-one");
    see("confirm-name").sendKeys("old-one");

    press("confirm-delete");

    waiting()
        .until(
            any ->
                browser.findElements(By.cssSelector("[data-testid='delete-old-one']")).isEmpty());
    assertThat(stack.stack().cluster().exists(Topics.control(old))).isFalse();
    checkNoErrors();
  }
}
