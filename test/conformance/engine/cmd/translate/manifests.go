package main

import (
	"fmt"
	"regexp"
	"strings"

	"sigs.k8s.io/yaml"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/mesh"
)

// manifests is what a cluster holds, sorted by the reader in istiod that takes it.
type manifests struct {
	istio      []config.Config
	kubernetes []string
	pods       []object
	mesh       *meshconfig.MeshConfig
}

// object is what of a manifest decides where it goes.
type object struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Name      string            `json:"name"`
		Namespace string            `json:"namespace"`
		Labels    map[string]string `json:"labels"`
	} `json:"metadata"`
	Status struct {
		PodIP string `json:"podIP"`
	} `json:"status"`
	Spec struct {
		Containers []struct {
			Env []struct {
				Name  string `json:"name"`
				Value string `json:"value"`
			} `json:"env"`
		} `json:"containers"`
	} `json:"spec"`
	Data map[string]any `json:"data"`
}

const separator = "\n---\n"

var separators = regexp.MustCompile(`(?m)^---\s*$`)

// read sorts the documents into Istio's, the mesh config (the ConfigMap istio in istio-system) and everything else.
func read(text string) (in manifests, err error) {
	var istio []string
	for _, document := range separators.Split(text, -1) {
		var head object
		if err := yaml.Unmarshal([]byte(document), &head); err != nil {
			return in, fmt.Errorf("a manifest is not YAML: %w", err)
		}
		switch {
		case head.Kind == "":
		case strings.Contains(head.APIVersion, "istio.io"):
			istio = append(istio, document)
		case head.Kind == "ConfigMap" && head.Metadata.Namespace == "istio-system" && head.Metadata.Name == "istio":
			if in.mesh, err = mesh.ApplyMeshConfigDefaults(fmt.Sprint(head.Data["mesh"])); err != nil {
				return in, fmt.Errorf("the mesh config is not valid: %w", err)
			}
		default:
			if head.Kind == "Pod" {
				in.pods = append(in.pods, head)
			}
			in.kubernetes = append(in.kubernetes, document)
		}
	}
	in.istio, err = parse(strings.Join(istio, separator))
	return in, err
}

// parse reads Istio objects as a cluster would hold them: in namespace "default" where none is given, in domain cluster.local.
func parse(text string) ([]config.Config, error) {
	configs, _, err := crd.ParseInputs(text)
	for i := range configs {
		configs[i].Domain = "cluster.local"
		if configs[i].Namespace == "" {
			configs[i].Namespace = "default"
		}
	}
	return configs, err
}

// gatewayPod is the Pod of that gateway: it resolves named targetPorts.
func (in manifests) gatewayPod(namespace string, labels map[string]string) *object {
	for _, pod := range in.pods {
		if pod.Metadata.Namespace == namespace && pod.Status.PodIP != "" && contains(pod.Metadata.Labels, labels) {
			return &pod
		}
	}
	return nil
}

// pod is the Pod "namespace/name".
func (in manifests) pod(name string) *object {
	for _, pod := range in.pods {
		if pod.Metadata.Namespace+"/"+pod.Metadata.Name == name && pod.Status.PodIP != "" {
			return &pod
		}
	}
	return nil
}

// env is the value of a container's environment variable, empty where it has none.
func (pod *object) env(name string) string {
	for _, container := range pod.Spec.Containers {
		for _, variable := range container.Env {
			if variable.Name == name {
				return variable.Value
			}
		}
	}
	return ""
}

func contains(all, some map[string]string) bool {
	for key, value := range some {
		if all[key] != value {
			return false
		}
	}
	return true
}
