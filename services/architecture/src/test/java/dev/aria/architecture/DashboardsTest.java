package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dashboards ask for meters that exist, and each panel says what it shows and what to do. */
final class DashboardsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FOLDER = "infra/grafana/dashboards";
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*\\}\\}");
  private static final Pattern ALERT = Pattern.compile("\\bAria[A-Z]\\w+");

  private final SourceTree tree = SourceTree.here();
  private final MeterReference meters = MeterReference.of(tree);
  private final List<JsonNode> dashboards = dashboards();

  @Test
  void queries_ofPanels_nameMetersAndLabelsOfThePage() {
    assertThat(targets()).hasSizeGreaterThan(40);
    for (JsonNode target : targets()) {
      PromQuery query = query(target);
      assertThat(meters.faults(query)).as(query.text()).isEmpty();
    }
  }

  @Test
  void queries_ofVariablesAndAnnotations_nameMetersAndLabelsOfThePage() {
    List<PromQuery> queries = new ArrayList<>();
    for (JsonNode dashboard : dashboards) {
      dashboard.at("/annotations/list").forEach(each -> queries.add(query(each)));
      for (JsonNode variable : dashboard.at("/templating/list")) {
        if (variable.path("type").asText().equals("query")) {
          queries.add(labelValues(variable.at("/query/query").asText()));
        }
      }
    }

    assertThat(queries).hasSizeGreaterThan(1);
    assertThat(queries).allSatisfy(query -> assertThat(meters.faults(query)).isEmpty());
  }

  @Test
  void queries_ofPanels_askForTheChosenRun() {
    for (JsonNode target : targets()) {
      PromQuery query = query(target);
      Set<String> ofTheRun =
          query.conditions().stream()
              .filter(each -> each.label().equals("run") && each.value().equals("$run"))
              .map(PromQuery.Condition::metric)
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(query.metrics().stream().filter(meters::isOfARun).toList())
          .as(query.text())
          .allMatch(ofTheRun::contains);
    }
  }

  @Test
  void legends_ofPanels_showLabelsOfTheAnswer() {
    for (JsonNode target : targets()) {
      String legend = target.path("legendFormat").asText();
      Set<String> shown =
          LEGEND_LABEL
              .matcher(legend)
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(legend).isNotBlank();
      assertThat(meters.missing(shown, query(target))).as(legend).isEmpty();
    }
  }

  @Test
  void panels_everyOne_hasTitleDescriptionAndUnit() {
    for (JsonNode panel : panels()) {
      String title = panel.path("title").asText();
      assertThat(title).as("title of panel %s", panel.path("id")).matches("[A-Z].+");
      assertThat(panel.path("description").asText()).as(title).endsWith(".");
      if (!panel.path("type").asText().equals("text")) {
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
        assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
        assertThat(panel.path("targets")).as(title).isNotEmpty();
      }
    }
  }

  @Test
  void panels_ofADashboard_haveNumbersAndPlacesOfTheirOwn() {
    for (JsonNode dashboard : dashboards) {
      Set<Integer> numbers = new HashSet<>();
      Set<String> cells = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        String title = panel.path("title").asText();
        assertThat(numbers.add(panel.path("id").asInt())).as("id of '%s'", title).isTrue();
        assertThat(cells(panel.path("gridPos"))).as("place of '%s'", title).allMatch(cells::add);
      }
    }
  }

  @Test
  void alerts_namedInDescriptions_exist() {
    String rules = SourceTree.text(tree.root().resolve("infra/prometheus/alerts.yml"));
    List<String> named = new ArrayList<>();

    for (JsonNode panel : panels()) {
      ALERT
          .matcher(panel.path("description").asText())
          .results()
          .forEach(found -> named.add(found.group()));
    }
    named.removeIf(name -> rules.contains("- alert: " + name + "\n"));

    assertThat(named).isEmpty();
  }

  @Test
  void provisioning_ofGrafana_findsWhatComposeMounts() {
    JsonNode provider =
        YamlTrees.file(tree.root().resolve("infra/grafana/provisioning/dashboards/aria.yml"));
    List<String> mounts = new ArrayList<>();
    YamlTrees.file(tree.root().resolve("docker-compose.yml"))
        .at("/services/grafana/volumes")
        .forEach(mount -> mounts.add(mount.asText()));

    String path = provider.at("/providers/0/options/path").asText();

    assertThat(mounts).contains("./%s:%s:ro".formatted(FOLDER, path));
    assertThat(mounts)
        .allSatisfy(mount -> assertThat(tree.root().resolve(mount.split(":", 2)[0])).exists());
  }

  private List<JsonNode> dashboards() {
    Path folder = tree.root().resolve(FOLDER);
    return tree.files(".json").stream()
        .filter(file -> file.startsWith(folder))
        .map(DashboardsTest::json)
        .toList();
  }

  private static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(SourceTree.text(file));
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("%s is no JSON".formatted(file), broken);
    }
  }

  /** Every panel but the rows. */
  private List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode dashboard : dashboards) {
      dashboard.path("panels").forEach(panels::add);
    }
    panels.removeIf(panel -> panel.path("type").asText().equals("row"));
    return panels;
  }

  private List<JsonNode> targets() {
    List<JsonNode> targets = new ArrayList<>();
    panels().forEach(panel -> panel.path("targets").forEach(targets::add));
    return targets;
  }

  private static PromQuery query(JsonNode target) {
    return new PromQuery(target.path("expr").asText());
  }

  /** What a variable asks for, as PromQL says it. */
  private static PromQuery labelValues(String text) {
    Matcher found = LABEL_VALUES.matcher(text);
    assertThat(found.matches()).as(text).isTrue();
    return new PromQuery("group by (%s) (%s)".formatted(found.group(2), found.group(1)));
  }

  private static List<String> cells(JsonNode place) {
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < place.path("h").asInt(); row++) {
      for (int column = 0; column < place.path("w").asInt(); column++) {
        cells.add(
            "%d/%d".formatted(place.path("y").asInt() + row, place.path("x").asInt() + column));
      }
    }
    return cells;
  }
}
