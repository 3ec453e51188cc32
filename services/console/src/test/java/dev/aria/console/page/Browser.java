package dev.aria.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Headless Chromium with a console's page open in it. */
final class Browser implements AutoCloseable {
  private static final List<String> VIEWS =
      List.of("flow", "map", "history", "pictures", "people", "dead", "runs");

  private static final String PICTURES_ARE_THERE =
      "return [...document.images]"
          + ".filter(image => image.offsetParent && image.getBoundingClientRect().top < innerHeight)"
          + ".every(image => image.complete)";

  private final ChromeDriver driver;
  private final String address;

  private Browser(ChromeDriver driver, String address) {
    this.driver = driver;
    this.address = address;
  }

  /** Passes a test class over where there is no Chromium with its driver. */
  static final class Installed implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return chromium().isPresent() && chromedriver().isPresent()
          ? ConditionEvaluationResult.enabled("Chromium is installed")
          : ConditionEvaluationResult.disabled(
              "Chromium or chromedriver is not on the path (Debian: packages chromium and chromium-driver)");
    }
  }

  private static Optional<Path> chromium() {
    return found("chromium", "chromium-browser", "google-chrome");
  }

  private static Optional<Path> chromedriver() {
    return found("chromedriver");
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

  /**
   * A browser for the page at {@code address}.
   *
   * @param profile folder for what it keeps
   */
  static Browser start(String address, Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium().orElseThrow().toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver().orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options), address);
  }

  /** Opens the page anew in a window of that size. */
  void open(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    driver.get("about:blank");
    driver.get(address);
    see("weights-version");
  }

  WebDriverWait waiting() {
    WebDriverWait wait = new WebDriverWait(driver, WatchedStack.HANG_GUARD);
    wait.ignoring(WebDriverException.class);
    return wait;
  }

  WebElement see(String testId) {
    return waiting().until(any -> element("[data-testid='" + testId + "']"));
  }

  void press(String testId) {
    waiting()
        .until(
            any -> {
              see(testId).click();
              return true;
            });
  }

  WebElement element(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> elements(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  String text(String css) {
    return element(css).getText();
  }

  /** What the browser has complained of since it was last asked. */
  void checkNoErrors() {
    List<LogEntry> entries =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
            .toList();
    assertThat(entries).as("errors and warnings of the browser").isEmpty();
  }

  /** Looks at every view, each of which must show something and fit the window. */
  void lookAround(int width, int height, String theme) throws IOException {
    open(width, height);
    wear(theme);
    for (String view : VIEWS) {
      press("tab-" + view);
      waiting().until(any -> !text("main").isBlank());
      Object overflow =
          driver.executeScript(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) overflow).intValue()).as("%s is too wide", view).isLessThanOrEqualTo(0);
      waiting()
          .until(
              any ->
                  elements(".notice[data-kind=loading]").stream()
                      .noneMatch(WebElement::isDisplayed));
      waiting().until(any -> driver.executeScript(PICTURES_ARE_THERE).equals(true));
      keep("%s-%s-%d".formatted(view, theme, width));
    }
    checkNoErrors();
  }

  private void wear(String theme) {
    for (int i = 0; i < 3 && !theme().equals(theme); i++) {
      press("theme");
    }
    assertThat(theme()).isEqualTo(theme);
  }

  private String theme() {
    String background =
        String.valueOf(
            driver.executeScript("return getComputedStyle(document.body).backgroundColor"));
    String[] parts = background.replaceAll("[^0-9,.]", "").split(",", -1);
    return Double.parseDouble(parts[0]) > 127 ? "light" : "dark";
  }

  /** Keeps a picture of the page where {@code ARIA_CONSOLE_SCREENSHOTS} says. */
  private void keep(String name) throws IOException {
    String wanted = System.getenv().getOrDefault("ARIA_CONSOLE_SCREENSHOTS", "");
    if (!wanted.isEmpty()) {
      Path place = Path.of(wanted);
      Files.createDirectories(place);
      Files.write(
          place.resolve(name.toLowerCase(Locale.ROOT) + ".png"),
          driver.getScreenshotAs(OutputType.BYTES));
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
