package dev.aria.trials.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class StudyPageTest {
  private static final String PAGE =
      StudyPage.of("Studies <of> ARIA", List.of(report("tuning"), report("confirmation")));

  @Test
  void of_twoStudies_hasAnAnchorAndASectionForEach() {
    assertThat(PAGE)
        .contains("<a href=\"#emoji-tuning\">", "<section id=\"emoji-tuning\">")
        .contains("<a href=\"#emoji-confirmation\">", "<section id=\"emoji-confirmation\">");
  }

  @Test
  void of_names_areNeverMarkup() {
    assertThat(PAGE)
        .contains("Studies &lt;of&gt; ARIA", "does steering &lt;help&gt; &amp; where?")
        .contains("region A &amp; others")
        .doesNotContain("<help>", "<of>", "& others");
  }

  @Test
  void of_page_fetchesAndRunsNothing() {
    assertThat(PAGE)
        .doesNotContain("<script", "http:", "https:", "<link", "<img", "url(", "@import", "onload");
  }

  @Test
  void of_page_isReadableOnADarkScreen() {
    assertThat(PAGE).contains("prefers-color-scheme: dark", "color-scheme: light dark");
  }

  @Test
  void of_page_hasEveryRunAndEveryFigure() {
    assertThat(PAGE).contains("Final values of all 12 runs");
    assertThat(Pattern.compile("<figure>").matcher(PAGE).results()).hasSize(2 * 4);
    assertThat(Pattern.compile("<svg ").matcher(PAGE).results()).hasSize(2 * 11);
    assertThat(Pattern.compile("<figcaption>[^<]{20,}").matcher(PAGE).results()).hasSize(2 * 4);
  }

  @Test
  void of_body_isWellFormed() throws Exception {
    String body = PAGE.substring(PAGE.indexOf("<body>"), PAGE.indexOf("</html>"));

    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(body)));

    assertThat(parsed.getElementsByTagName("details").getLength()).isEqualTo(2);
  }

  private static StudyReport report(String purpose) {
    return new StudyReport(SampleStudy.facts(purpose), SampleStudy.data(), SampleStudy.aims());
  }
}
