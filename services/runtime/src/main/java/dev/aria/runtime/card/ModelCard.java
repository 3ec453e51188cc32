package dev.aria.runtime.card;

import dev.aria.core.conditioning.Branch;
import dev.aria.runtime.boot.AriaVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.SectionReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** A student's model card: YAML for the Hub, then Markdown for people. */
public final class ModelCard {
  /** Key of the front matter under which the run is told. */
  static final String RUN = "aria";

  private static final String UNKNOWN = "unknown";
  private static final List<String> TAGS =
      List.of("diffusion", "knowledge-distillation", "random-conditioning", "aria");

  private final CardFacts facts;
  private final CardUse use;

  public ModelCard(CardFacts facts, CardUse use) {
    this.facts = facts;
    this.use = use;
  }

  @Override
  public String toString() {
    return frontMatter()
        + CardFile.MARK
        + "\n\n# %s\n\n%s\n".formatted(facts.student(), summary())
        + section("Teacher", teacher(), baseModel())
        + section("Corpus", facts.corpus(), "")
        + section("Pairs", facts.pairs(), "")
        + section("Training", training(), "")
        + section("Policy and shares of branches", draws(), "")
        + section("Measures", measures(), measuresNote())
        + "\n## How to use it\n\n"
        + use.example(facts)
        + section("Licences", licences(), "");
  }

  private String frontMatter() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("version", AriaVersion.NUMBER);
    run.put("run", facts.run().name());
    run.put("student", facts.student());
    run.put("sha256", facts.model().sha256());
    facts.steps().ifPresent(steps -> run.put("steps", steps));
    facts.samples().ifPresent(samples -> run.put("samples", samples));
    facts.teacherPasses().ifPresent(passes -> run.put("teacher_passes", passes));
    return new FrontMatter()
        .text("license", facts.told().license().isEmpty() ? UNKNOWN : facts.told().license())
        .text("library_name", use.library())
        .text("pipeline_tag", facts.pipelineTag())
        .text("base_model", facts.baseModel())
        .list("datasets", facts.told().datasets())
        .list("tags", TAGS)
        .map(RUN, run)
        .toString();
  }

  private String summary() {
    return text(
        "A diffusion model of %,d parameters, distilled by ARIA %s from `%s`, which has %,d.",
        facts.model().parameters(),
        AriaVersion.NUMBER,
        facts.teacher().name(),
        facts.teacher().parameters());
  }

  private Map<String, String> teacher() {
    CardModel model = facts.teacher();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("name", model.name());
    rows.put("network", model.type().isEmpty() ? model.family() : model.type());
    rows.put("parameters", text("%,d", model.parameters()));
    rows.put("samples", model.sampleShape().toString());
    rows.put("conditions", "%s %s".formatted(model.conditions(), model.conditionShape()));
    rows.put("predicts", text("%s over %d steps", model.prediction(), model.timesteps()));
    rows.put("SHA-256", model.sha256());
    return rows;
  }

  private String baseModel() {
    return facts.baseModel().isEmpty()
        ? "Its name on the Hub is not known here; `aria.model-card.base-model` tells it."
        : "On the Hub: `%s`.".formatted(facts.baseModel());
  }

  private Map<String, String> training() {
    RunSettings run = facts.run();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("run", run.name());
    rows.put("steps", "%s of %d".formatted(known(facts.steps()), run.steps()));
    rows.put("samples a step", text("%d", run.batch()));
    rows.put("samples", known(facts.samples()));
    rows.put("teacher passes", known(facts.teacherPasses()));
    rows.put("guidance of the targets", text("%s", run.guidance()));
    rows.put("seed", text("%d", run.seed()));
    return rows;
  }

  private static String known(OptionalLong count) {
    return count.isEmpty() ? "not counted" : text("%d", count.getAsLong());
  }

  private Map<String, String> draws() {
    RunSettings run = facts.run();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("policy", run.allocation().policy());
    rows.put("steers", SectionReader.word(run.allocation().scope()));
    rows.put("signal", SectionReader.word(run.allocation().signal()));
    for (Branch branch : Branch.values()) {
      rows.put(
          branch.name().toLowerCase(Locale.ROOT) + " draws",
          text("%.1f %%", 100 * run.share(branch)));
    }
    return rows;
  }

  private Map<String, String> measures() {
    Map<String, String> rows = new LinkedHashMap<>();
    facts.measures().forEach((name, value) -> rows.put(name, text("%.5f", value)));
    return rows;
  }

  private String measuresNote() {
    return facts.measures().isEmpty()
        ? "None were taken when this card was written."
        : "`tracked-ratio`: discrepancy of student and teacher while it learned, 1 is that of an"
            + " average region. `held-out`: mean squared difference of their outputs on prompts"
            + " that it never saw.";
  }

  private Map<String, String> licences() {
    CardSettings told = facts.told();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("this model", licence(told.license(), "license"));
    rows.put("teacher", licence(told.baseModelLicense(), "base-model-license"));
    rows.put("prompts and pictures", licence(told.dataLicense(), "data-license"));
    return rows;
  }

  private static String licence(String told, String key) {
    return told.isEmpty() ? "unknown; `aria.model-card.%s` tells it".formatted(key) : told;
  }

  private static String section(String title, Map<String, String> rows, String note) {
    StringBuilder text = new StringBuilder("\n## %s\n\n".formatted(title));
    if (!rows.isEmpty()) {
      text.append("| | |\n|---|---|\n");
      rows.forEach((name, value) -> text.append("| %s | %s |\n".formatted(name, cell(value))));
    }
    if (rows.isEmpty() && note.isEmpty()) {
      return text.append("Nothing is known of them here.\n").toString();
    }
    if (!note.isEmpty()) {
      text.append(rows.isEmpty() ? "" : "\n").append(note).append('\n');
    }
    return text.toString();
  }

  private static String cell(String value) {
    return value.replace("|", "\\|").replace('\n', ' ');
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
