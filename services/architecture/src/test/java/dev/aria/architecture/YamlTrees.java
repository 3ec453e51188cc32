package dev.aria.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML as trees: anchors and merge keys are resolved, a key given twice is refused. */
final class YamlTrees {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private YamlTrees() {}

  /** The one document of {@code file}. */
  static JsonNode file(Path file) {
    List<JsonNode> documents = documents(SourceTree.text(file));
    if (documents.size() != 1) {
      throw new IllegalArgumentException(
          "%s holds %d documents, must hold 1".formatted(file, documents.size()));
    }
    return documents.get(0);
  }

  /** Every document of {@code text}, without empty ones. */
  static List<JsonNode> documents(String text) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    List<JsonNode> trees = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(text)) {
      if (document != null) {
        trees.add(MAPPER.valueToTree(document));
      }
    }
    return List.copyOf(trees);
  }
}
