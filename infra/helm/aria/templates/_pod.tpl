{{/*
Volumes of every pod: settings, teacher and pairs, certificates, and the folders that the image writes to.
Takes a dict: root; data, the volume of /data (absent where a claim template makes it); redis, whether the pod uses it.
*/}}
{{- define "aria.volumes" -}}
- name: run-conf
  configMap:
    name: {{ include "aria.fullname" .root }}
- name: problem
  persistentVolumeClaim:
    claimName: {{ .root.Values.problem.claim }}
    readOnly: true
- name: home
  emptyDir: {}
- name: tmp
  emptyDir: {}
{{- with .data }}
- name: data
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.kafka.security.certificatesSecret }}
- name: kafka-certificates
  secret:
    secretName: {{ . }}
{{- end }}
{{- if and .redis .root.Values.redis.certificatesSecret }}
- name: redis-certificates
  secret:
    secretName: {{ .root.Values.redis.certificatesSecret }}
{{- end }}
{{- end -}}

{{/* Where they are mounted. Takes a dict: root; redis, whether the pod uses it. */}}
{{- define "aria.mounts" -}}
- name: run-conf
  mountPath: /etc/aria/run.conf
  subPath: run.conf
  readOnly: true
- name: problem
  mountPath: {{ .root.Values.problem.path }}
  readOnly: true
- name: home
  mountPath: /home/aria
- name: tmp
  mountPath: /tmp
- name: data
  mountPath: /data
{{- if .root.Values.kafka.security.certificatesSecret }}
- name: kafka-certificates
  mountPath: /etc/aria/kafka
  readOnly: true
{{- end }}
{{- if and .redis .root.Values.redis.certificatesSecret }}
- name: redis-certificates
  mountPath: /etc/aria/redis
  readOnly: true
{{- end }}
{{- end -}}

{{/* What all pods say alike. Takes the chart's scope. */}}
{{- define "aria.pod.common" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- end -}}

{{/*
Pod of a service. Takes a dict:
  root       the chart's scope
  component  name of the service, of its container and its label; its image is aria-<component>
  values     the service's section of the values
  env        environment of this service alone, a list
  data       the volume of /data, as a dict; absent where a claim template makes it
  redis      whether it uses Redis
  spread     whether its pods should lie on different nodes
*/}}
{{- define "aria.service" -}}
{{- $root := .root -}}
{{- $values := .values -}}
{{- $gpus := int $values.gpus -}}
{{- $libtorch := and $gpus $root.Values.gpu.libtorch.claim -}}
metadata:
  labels:
    {{- include "aria.selector" . | nindent 4 }}
  annotations:
    checksum/run-conf: {{ include (print $root.Template.BasePath "/run-conf.yaml") $root | sha256sum }}
    {{- if $root.Values.metrics.annotations }}
    prometheus.io/scrape: "true"
    prometheus.io/port: {{ $root.Values.metrics.port | quote }}
    prometheus.io/path: /metrics
    {{- end }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  {{- include "aria.pod.common" $root | nindent 2 }}
  terminationGracePeriodSeconds: {{ $root.Values.terminationGracePeriodSeconds }}
  {{- if $gpus }}
  {{- with $root.Values.gpu.runtimeClassName }}
  runtimeClassName: {{ . }}
  {{- end }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if .spread }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "aria.selector" . | nindent 10 }}
  {{- end }}
  containers:
    - name: {{ .component }}
      image: {{ include "aria.image" (dict "root" $root "image" (printf "aria-%s" .component)) | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      securityContext:
        {{- toYaml $root.Values.securityContext | nindent 8 }}
      env:
        {{- include "aria.environment" $root | nindent 8 }}
        - name: ARIA_METRICS_HOST
          value: 0.0.0.0
        - name: ARIA_METRICS_PORT
          value: {{ $root.Values.metrics.port | quote }}
        - name: JAVA_TOOL_OPTIONS
          value: {{ printf "%s%s" $values.javaOptions (ternary (printf " -Djna.library.path=%s/nvidia/cuda_runtime/lib" $root.Values.gpu.libtorch.path) "" (not (empty $libtorch))) | quote }}
        {{- with .env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- if .redis }}
        {{- include "aria.environment.redis" $root | nindent 8 }}
        {{- end }}
        {{- if $gpus }}
        {{- include "aria.environment.gpu" $root | nindent 8 }}
        {{- end }}
        {{- with $values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: metrics
          containerPort: {{ $root.Values.metrics.port }}
      # /health is 503 while Kafka or Redis is away. A service waits for them by itself, so only readiness asks there:
      # a restart would not help. Liveness asks whether the process answers at all.
      startupProbe:
        httpGet: {path: /metrics, port: metrics}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 60
      readinessProbe:
        httpGet: {path: /health, port: metrics}
        periodSeconds: 10
        timeoutSeconds: 5
      livenessProbe:
        httpGet: {path: /metrics, port: metrics}
        periodSeconds: 30
        timeoutSeconds: 10
        failureThreshold: 6
      resources:
        {{- include "aria.resources" . | nindent 8 }}
      volumeMounts:
        {{- include "aria.mounts" . | nindent 8 }}
        {{- if $libtorch }}
        - name: libtorch
          mountPath: {{ $root.Values.gpu.libtorch.path }}
          readOnly: true
        {{- end }}
        {{- with $values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    {{- include "aria.volumes" . | nindent 4 }}
    {{- if $libtorch }}
    - name: libtorch
      persistentVolumeClaim:
        claimName: {{ $root.Values.gpu.libtorch.claim }}
        readOnly: true
    {{- end }}
    {{- with $values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* Resources of a service, with its GPUs among the limits. Takes the dict of aria.service. */}}
{{- define "aria.resources" -}}
{{- $resources := deepCopy .values.resources -}}
{{- if int .values.gpus -}}
{{- $gpus := dict .root.Values.gpu.resource (int .values.gpus) -}}
{{- $_ := set $resources "limits" (merge $gpus ($resources.limits | default dict)) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end -}}
