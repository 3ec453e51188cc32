package dev.aria.models.torchscript;

import static dev.aria.models.torchscript.ScriptText.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A module's tensors arranged as PyTorch holds them: submodules within submodules. */
final class ModuleTree {
  private final String className;
  private final Map<String, ModuleTree> children = new LinkedHashMap<>();
  private final Map<String, NamedTensor> tensors = new LinkedHashMap<>();

  private ModuleTree(String className) {
    this.className = className;
  }

  static ModuleTree of(ScriptModule module) {
    ModuleTree root = new ModuleTree(module.name());
    for (NamedTensor tensor : module.tensors()) {
      root.place(tensor);
    }
    return root;
  }

  private void place(NamedTensor tensor) {
    String[] path = tensor.name().split("\\.", -1);
    ModuleTree owner = this;
    for (int i = 0; i < path.length - 1; i++) {
      String child = owner.className + "_" + path[i];
      owner = owner.children.computeIfAbsent(path[i], name -> new ModuleTree(child));
    }
    owner.tensors.put(path[path.length - 1], tensor);
  }

  String className() {
    return className;
  }

  Map<String, ModuleTree> children() {
    return children;
  }

  Map<String, NamedTensor> tensors() {
    return tensors;
  }

  /** The classes of the whole tree as TorchScript text; {@code methods} belong to the root. */
  String source(String methods) {
    StringBuilder text = new StringBuilder();
    children.values().forEach(child -> text.append(child.source("")));
    text.append(script("class %s(Module):\n", className));
    text.append(script("  __parameters__ = %s\n", namesWhere(true)));
    text.append(script("  __buffers__ = %s\n", namesWhere(false)));
    text.append("  training : bool\n");
    tensors.keySet().forEach(name -> text.append(script("  %s : Tensor\n", name)));
    children.forEach(
        (name, child) -> text.append(script("  %s : __torch__.%s\n", name, child.className)));
    return text.append(methods).toString();
  }

  private String namesWhere(boolean trainable) {
    List<String> names = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          if (tensor.trainable() == trainable) {
            names.add("\"" + name + "\", ");
          }
        });
    return "[" + String.join("", names) + "]";
  }
}
