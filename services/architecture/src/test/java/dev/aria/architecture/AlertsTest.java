package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts ask for meters that exist, and each has a section that tells what to do. */
final class AlertsTest {
  private static final String RULES = "infra/prometheus/alerts.yml";
  private static final String RUNBOOK = "docs/how-to/answer-an-alert.md";
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

  private final SourceTree tree = SourceTree.here();
  private final MeterReference meters = MeterReference.of(tree);
  private final List<JsonNode> alerts = alerts();

  @Test
  void alerts_everyOne_isComplete() {
    assertThat(alerts).hasSizeGreaterThan(7);
    for (JsonNode alert : alerts) {
      String name = name(alert);
      assertThat(alert.path("for").asText()).as(name).matches("\\d+[smh]");
      assertThat(severity(alert)).as(name).isIn("critical", "warning");
      assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
      assertThat(alert.at("/annotations/description").asText()).as(name).endsWith(".");
    }
  }

  @Test
  void queries_ofAlerts_nameMetersAndLabelsOfThePage() {
    for (JsonNode alert : alerts) {
      assertThat(meters.faults(query(alert))).as(name(alert)).isEmpty();
    }
  }

  @Test
  void labels_inTheAlertsTexts_areThoseOfTheAnswer() {
    for (JsonNode alert : alerts) {
      Set<String> shown =
          LABEL
              .matcher(alert.path("annotations").toString())
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(meters.missing(shown, query(alert))).as(name(alert)).isEmpty();
    }
  }

  @Test
  void runbooks_ofAlerts_areTheSectionsOfTheirNames() {
    for (JsonNode alert : alerts) {
      assertThat(alert.at("/annotations/runbook").asText()).isEqualTo(RUNBOOK + anchor(alert));
    }
    assertThat(sections().keySet())
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(AlertsTest::name).toList());
  }

  @Test
  void sections_ofTheRunbook_sayWhatItMeansHowToConfirmAndWhatToDo() {
    sections()
        .forEach(
            (name, text) ->
                assertThat(text)
                    .as(name)
                    .contains("**Meaning.**", "**Confirm.**", "**Do.**")
                    .containsPattern("\\./aria (?:status|console|tail)"));
  }

  @Test
  void severities_ofTheRunbooksTable_areThoseOfTheAlerts() {
    String page = SourceTree.text(tree.root().resolve(RUNBOOK));

    for (JsonNode alert : alerts) {
      String row = "| [%s](%s) | %s |".formatted(name(alert), anchor(alert), severity(alert));
      assertThat(page.contains(row)).as(row).isTrue();
    }
  }

  @Test
  void ruleFiles_ofPrometheus_areMountedBesideItsSettings() {
    JsonNode settings = yaml("infra/prometheus/prometheus.yml");
    List<String> mounts = new ArrayList<>();
    yaml("docker-compose.yml")
        .at("/services/prometheus/volumes")
        .forEach(mount -> mounts.add(mount.asText()));

    assertThat(settings.path("rule_files")).isNotEmpty();
    assertThat(settings.path("rule_files"))
        .allSatisfy(
            file ->
                assertThat(mounts)
                    .contains(
                        "./infra/prometheus/%1$s:/etc/prometheus/%1$s:ro"
                            .formatted(file.asText())));
    assertThat(tree.root().resolve(RULES)).exists();
  }

  private List<JsonNode> alerts() {
    List<JsonNode> found = new ArrayList<>();
    yaml(RULES).path("groups").forEach(group -> group.path("rules").forEach(found::add));
    return found;
  }

  private JsonNode yaml(String file) {
    return YamlTrees.file(tree.root().resolve(file));
  }

  private static String name(JsonNode alert) {
    return alert.path("alert").asText();
  }

  private static String anchor(JsonNode alert) {
    return "#" + name(alert).toLowerCase(Locale.ROOT);
  }

  private static String severity(JsonNode alert) {
    return alert.at("/labels/severity").asText();
  }

  private static PromQuery query(JsonNode alert) {
    return new PromQuery(alert.path("expr").asText());
  }

  /** Text of each section of the runbook, under its heading. */
  private Map<String, String> sections() {
    String page = SourceTree.text(tree.root().resolve(RUNBOOK));
    List<String> names = SECTION.matcher(page).results().map(heading -> heading.group(1)).toList();
    String[] texts = SECTION.split(page, -1);
    Map<String, String> sections = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      sections.put(names.get(i), texts[i + 1]);
    }
    return sections;
  }
}
