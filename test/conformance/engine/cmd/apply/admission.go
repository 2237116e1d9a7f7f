package main

import (
	"context"
	"encoding/json"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	metavalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	kubeschema "k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
)

// kind is a version of a custom resource, ready to check objects.
type kind struct {
	validator  validation.SchemaValidator
	structural *schema.Structural
	rules      *cel.Validator
}

func readKinds(name string) (map[kubeschema.GroupVersionKind]kind, error) {
	kinds := map[kubeschema.GroupVersionKind]kind{}
	err := eachObject(name, func(object *unstructured.Unstructured) error {
		if object.GetKind() != "CustomResourceDefinition" {
			return nil
		}
		given, definition := apiextensionsv1.CustomResourceDefinition{}, apiextensions.CustomResourceDefinition{}
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Object, &given); err != nil {
			return err
		}
		if err := apiextensionsv1.Convert_v1_CustomResourceDefinition_To_apiextensions_CustomResourceDefinition(&given, &definition, nil); err != nil {
			return err
		}
		for _, version := range definition.Spec.Versions {
			properties := version.Schema
			if properties == nil {
				properties = definition.Spec.Validation
			}
			validator, _, err := validation.NewSchemaValidator(properties.OpenAPIV3Schema)
			if err != nil {
				return err
			}
			structural, err := schema.NewStructural(properties.OpenAPIV3Schema)
			if err != nil {
				return err
			}
			gvk := kubeschema.GroupVersionKind{Group: definition.Spec.Group, Version: version.Name, Kind: definition.Spec.Names.Kind}
			kinds[gvk] = kind{validator, structural, cel.NewValidator(structural, true, celconfig.PerCallLimit)}
		}
		return nil
	})
	return kinds, err
}

// admit does as the API server: it drops what is unknown or null, and reports what else is wrong. True where it goes on to webhooks.
func (k kind) admit(object *unstructured.Unstructured, add func(code string, texts ...string)) bool {
	add("unknown-field", pruning.PruneWithOptions(object.Object, k.structural, true, schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})...)
	defaulting.PruneNonNullableNullsWithoutDefaults(object.Object, k.structural)
	refused, blocking := false, false
	report := func(code string, errors field.ErrorList) {
		for _, each := range errors {
			add(code, each.Error())
			refused = true
			switch each.Type {
			case field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
				blocking = true
			}
		}
	}
	options := objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true}
	if _, _, unknown, err := objectmeta.GetObjectMetaWithOptions(object.Object, options); err != nil {
		add("metadata", err.Error())
		return false
	} else {
		add("unknown-field", unknown...)
	}
	report("metadata", metavalidation.ValidateObjectMetaAccessor(object, true, metavalidation.NameIsDNSSubdomain, field.NewPath("metadata")))
	report("schema", validation.ValidateCustomResource(nil, object.Object, k.validator))
	report("schema", listtype.ValidateListSetsAndMaps(nil, k.structural, object.Object))
	if !blocking && k.rules != nil {
		errors, _ := k.rules.Validate(context.Background(), nil, k.structural, object.Object, nil, celconfig.RuntimeCELCostBudget)
		report("rule", errors)
	}
	return !refused
}

// webhook asks Istio's validation, annotations and all.
func webhook(object *unstructured.Unstructured) []string {
	gvk := object.GroupVersionKind()
	found, known := collections.Pilot.FindByGroupVersionAliasesKind(resource.FromKubernetesGVK(&gvk))
	if !known {
		return nil
	}
	var given crd.IstioKind
	if text, err := json.Marshal(object.Object); err != nil {
		return []string{err.Error()}
	} else if err := json.Unmarshal(text, &given); err != nil {
		return []string{err.Error()}
	}
	config, err := crd.ConvertObject(found, &given, "cluster.local")
	if err != nil {
		return []string{err.Error()}
	}
	if _, err := found.ValidateConfig(*config); err != nil {
		return []string{err.Error()}
	}
	return nil
}
